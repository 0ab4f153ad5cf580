-- A score by rules has no probability: nothing was learned that could be one.
ALTER TABLE lead DROP CONSTRAINT lead_score;
ALTER TABLE lead ADD CONSTRAINT lead_score CHECK (
  CASE score_state
    WHEN 'scored' THEN score BETWEEN 1 AND 99 AND grade IS NOT NULL
      AND CASE WHEN scorecard_version IS NULL THEN probability BETWEEN 0 AND 1 ELSE probability IS NULL END
    WHEN 'unknown' THEN score IS NULL AND grade IS NULL AND probability IS NULL
    WHEN 'none' THEN score IS NULL AND grade IS NULL AND probability IS NULL
    ELSE false
  END);
ALTER TABLE score DROP CONSTRAINT score_score;
ALTER TABLE score ADD CONSTRAINT score_score CHECK (
  CASE state
    WHEN 'scored' THEN score BETWEEN 1 AND 99 AND grade IS NOT NULL
      AND CASE WHEN scorecard_version IS NULL THEN probability BETWEEN 0 AND 1 AND margin IS NOT NULL
               ELSE probability IS NULL AND margin IS NULL END
    WHEN 'unknown' THEN score IS NULL AND grade IS NULL AND probability IS NULL
    ELSE false
  END);
