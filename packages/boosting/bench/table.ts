/** Rows of numbers with a 0/1 label each. Row-major float32: feature f of row r at r · features + f; NaN is missing. */
export interface Table {
  rows: number;
  features: string[];
  values: Float32Array;
  labels: Float32Array;
}

/** The same values column-major: row r of feature f at f · rows + r. */
export function columnMajor({ rows, features, values }: Table): Float32Array {
  const width = features.length;
  const columns = new Float32Array(values.length);
  for (let f = 0; f < width; f++) {
    for (let r = 0; r < rows; r++) columns[f * rows + r] = values[r * width + f];
  }
  return columns;
}

/** The rows with the given numbers, in that order. */
export function rowsOf(table: Table, rows: Uint32Array): Table {
  const width = table.features.length;
  const values = new Float32Array(rows.length * width);
  rows.forEach((row, at) => {
    values.set(table.values.subarray(row * width, (row + 1) * width), at * width);
  });
  return {
    rows: rows.length,
    features: table.features,
    values,
    labels: Float32Array.from(rows, (row) => table.labels[row]),
  };
}
