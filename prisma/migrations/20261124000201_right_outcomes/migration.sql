-- By hand: an outcome found right is not settled, since nobody disputes it.
ALTER TABLE outcome_check DROP CONSTRAINT outcome_check_settled,
  ADD CONSTRAINT outcome_check_settled CHECK (settled IS NULL OR settled IN ('stands', 'struck') AND verdict = 'wrong');
