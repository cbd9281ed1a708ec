// Lists that are packed by columns (src/report/html/columns.h), back to lists of objects.
export function fromColumns(packed) {
  const keys = Object.keys(packed.columns);
  const columns = keys.map((key) => {
    const column = packed.columns[key];
    return Array.isArray(column) ? column : column.at.map((index) => column.of[index]);
  });
  return Array.from({ length: packed.count }, (_, row) =>
    Object.fromEntries(keys.map((key, i) => [key, columns[i][row]])));
}

// An object whose packed members are unpacked; the others stay as they are.
export function unpack(object) {
  return Object.fromEntries(Object.entries(object).map(([key, value]) =>
    [key, value && typeof value === 'object' && 'columns' in value && 'count' in value ? fromColumns(value) : value]));
}
