/** Adds `value` to the double at `at`. */
export function addTo(at: usize, value: f64): void {
  store<f64>(at, load<f64>(at) + value);
}
