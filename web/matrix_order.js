// The order of the matrix in which blocks show: services that share tables stand side by side, and tables stand by their owner, in the
// order of the services. What a service alone uses then lies on the diagonal, and what lies off it is shared.

const crowd = 40; // a table that more services use says nothing about who belongs together

// How close services are: for each pair the tables that both use, a table that few share counting more.
function closeness(tables, usesOfTable) {
  const close = new Map();
  const add = (a, b, weight) => {
    if (!close.has(a)) close.set(a, new Map());
    close.get(a).set(b, (close.get(a).get(b) || 0) + weight);
  };
  for (const table of tables) {
    const services = (usesOfTable.get(table.id) || []).map((u) => u.service);
    if (services.length < 2 || services.length > crowd) continue;
    for (const a of services) for (const b of services) if (a !== b) add(a, b, 1 / (services.length - 1));
  }
  return close;
}

// A walk from each service to the closest that is left; a new start at the one with most ties.
export function orderServices(names, tables, usesOfTable) {
  const close = closeness(tables, usesOfTable);
  const ties = (name) => [...(close.get(name) || new Map()).values()].reduce((sum, w) => sum + w, 0);
  const starts = names.map((name) => [name, ties(name)]).sort((a, b) => b[1] - a[1] || a[0].localeCompare(b[0])).map(([name]) => name);
  const left = new Set(names);
  const order = [];
  const pull = new Map(); // of those that stand already, on those that are left; fades with distance
  while (left.size > 0) {
    let next = null;
    let strongest = 0;
    for (const [name, force] of pull) if (left.has(name) && force > strongest) { next = name; strongest = force; }
    if (next === null) next = starts.find((name) => left.has(name));
    left.delete(next);
    order.push(next);
    for (const [name, force] of pull) pull.set(name, force * 0.6);
    for (const [name, weight] of close.get(next) || []) if (left.has(name)) pull.set(name, (pull.get(name) || 0) + weight);
  }
  return order;
}

// By the place of the owner; without one by that of the first writer, else of the first reader.
export function orderTables(tables, services, usesOfTable) {
  const place = new Map(services.map((name, i) => [name, i]));
  const home = (table) => {
    if (table.owner !== null && place.has(table.owner)) return place.get(table.owner);
    const uses = usesOfTable.get(table.id) || [];
    const writers = uses.filter((u) => u.writes);
    const places = (writers.length ? writers : uses).map((u) => place.get(u.service)).filter((p) => p !== undefined);
    return places.length ? Math.min(...places) : services.length;
  };
  return tables.map((table) => [table, home(table)])
    .sort(([a, x], [b, y]) => x - y || a.datastore.localeCompare(b.datastore) || a.name.localeCompare(b.name)).map(([table]) => table);
}
