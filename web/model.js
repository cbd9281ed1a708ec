// What the page knows: the facts as `graph --format json` has them, with the ways through them that pages take.
import { unpack } from './columns.js';

const worst = { error: 3, warning: 2, info: 1 };

export function stands(finding) {
  return finding.status === 'new';
}

export function worstOf(findings) {
  return findings.filter(stands).reduce((found, f) => ((worst[f.severity] || 0) > (worst[found] || 0) ? f.severity : found), '');
}

function grouped(list, key) {
  const groups = new Map();
  for (const item of list) {
    const at = item[key];
    if (!groups.has(at)) groups.set(at, []);
    groups.get(at).push(item);
  }
  return groups;
}

const surest = { certain: 3, likely: 2, possible: 1 };

// What each service does with each table in production: one for each pair.
function usesOf(accesses) {
  const uses = new Map();
  for (const access of accesses) {
    if (access.scope !== 'main' || access.mode === 'ddl') continue;
    const key = access.table + '\n' + access.service;
    let use = uses.get(key);
    if (!use) {
      use = { service: access.service, table: access.table, reads: false, writes: false, confidence: 'possible', columns: new Set(),
        accesses: [], findings: [], severity: '' };
      uses.set(key, use);
    }
    if (access.mode === 'write') use.writes = true; else use.reads = true;
    if (surest[access.confidence] > surest[use.confidence]) use.confidence = access.confidence;
    for (const column of access.columns) use.columns.add(column);
    use.accesses.push(access);
  }
  return uses;
}

export function modeOf(use) {
  return (use.reads ? 'R' : '') + (use.writes ? 'W' : '');
}

export function buildModel(data) {
  const graph = unpack(data.graph);
  const report = unpack(data.report);
  const details = unpack(data.details);
  const uses = usesOf(graph.accesses);
  for (const o of details.objections) {
    const use = uses.get(o.table + '\n' + o.service);
    if (!use) continue;
    use.findings = o.findings.map((i) => report.findings[i]);
    use.severity = worstOf(use.findings);
  }
  report.findings.forEach((f, i) => { f.index = i; });
  for (const list of [report.services, report.tables])
    for (const row of list) row.found = row.findings.map((i) => report.findings[i]);
  const all = [...uses.values()];
  return {
    graph, report, details, uses: all,
    title: data.title,
    sourceUrl: data.source_url,
    plan: unpack(data.plan),
    plans: new Map(data.plan.tables.map((t) => [t.id, t])),
    rules: new Map(data.rules.map((r) => [r.id, r])),
    services: new Map(report.services.map((s) => [s.name, s])),
    tables: new Map(report.tables.map((t) => [t.id, t])),
    datastores: new Map(graph.datastores.map((d) => [d.id, d])),
    usesOfTable: grouped(all, 'table'),
    usesOfService: grouped(all, 'service'),
    teams: [...new Set(report.services.map((s) => s.team).filter(Boolean))].sort(),
  };
}

// The table's name with its schema, as people say it.
export function tableName(table) {
  return (table.schema ? table.schema + '.' : '') + table.name;
}

// Does another service than the table's owner use it?
export function isShared(model, table) {
  const uses = model.usesOfTable.get(table.id) || [];
  return uses.length > 1 || (uses.length === 1 && uses[0].service !== table.owner && table.owner !== null);
}
