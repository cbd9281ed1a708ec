// Writes a system of 300 services and 2,000 tables as a source tree, the same each time: what a report of that size looks and feels like.
//   node generate.mjs FOLDER [SERVICES [TABLES]]
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const domains = ['order', 'payment', 'customer', 'catalog', 'stock', 'shipping', 'pricing', 'billing', 'claims', 'policy', 'loyalty', 'search',
  'fraud', 'ledger', 'notification', 'document', 'identity', 'campaign', 'partner', 'returns'];
const parts = ['api', 'worker', 'gateway', 'sync', 'engine', 'archive', 'rules', 'history', 'export', 'import', 'planner', 'audit', 'index', 'mail', 'quote'];
const things = ['item', 'line', 'event', 'state', 'note', 'limit', 'batch', 'entry', 'link', 'version', 'rule', 'draft', 'tag', 'address', 'total'];
const columns = ['id', 'status', 'amount', 'customer_id', 'created_at', 'updated_at', 'name', 'kind', 'reference', 'note'];
const shared_by = 5; // services on one database

// Numerical Recipes' linear congruential generator: good enough, and the same everywhere.
function dice(seed) {
  let state = seed;
  return (n) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 4294967296) * n);
  };
}

export function system(service_count = 300, table_count = 2000) {
  const roll = dice(20240607);
  const services = Array.from({ length: service_count }, (_, i) => ({
    name: `${domains[Math.floor(i / parts.length) % domains.length]}-${parts[i % parts.length]}`,
    team: `${domains[Math.floor(i / parts.length) % domains.length]}-team`, database: `db-${String(Math.floor(i / shared_by) + 1).padStart(2, '0')}`, tables: [], uses: [], calls: [],
  }));
  for (let i = 0; i < table_count; ++i) {
    const owner = services[i % service_count];
    const nth = owner.tables.length;
    owner.tables.push(`${owner.name.replace('-', '_')}_${things[(i + nth * 7) % things.length]}${nth >= things.length ? nth : ''}`);
  }
  services.forEach((service, i) => {
    const home = services.slice(Math.floor(i / shared_by) * shared_by, (Math.floor(i / shared_by) + 1) * shared_by).filter((s) => s !== service && s.tables.length);
    for (let n = roll(4); n > 0 && home.length > 0; --n) {
      const other = home[roll(home.length)];
      service.uses.push({ table: other.tables[roll(other.tables.length)], writes: roll(5) === 0 });
    }
    for (let n = roll(3); n > 0; --n) service.calls.push(services[roll(service_count)].name);
  });
  return services;
}

function some(n) {
  return columns.slice(n % 5, (n % 5) + 4);
}

function code(service) {
  const select = (table, n) => `def read_${table}(key):\n    cursor = connection.cursor()\n    cursor.execute("SELECT ${some(n).join(', ')} FROM ${table} WHERE id = %s", (key,))\n    return cursor.fetchall()\n`;
  const insert = (table, n) => `def write_${table}(row):\n    cursor = connection.cursor()\n    cursor.execute("INSERT INTO ${table} (${some(n).join(', ')}) VALUES (%s, %s, %s, %s)", row)\n    connection.commit()\n`;
  const parts = ['import os\n\nimport psycopg2\nimport requests\n\nconnection = psycopg2.connect(os.environ["DATABASE_URL"])\n'];
  service.tables.forEach((t, n) => { parts.push(select(t, n)); if (n % 4 !== 3) parts.push(insert(t, n + 1)); });
  service.uses.forEach((u, n) => parts.push(u.writes ? insert(u.table, n + 2) : select(u.table, n + 2)));
  service.calls.forEach((to, n) => parts.push(`def ask_${n}(key):\n    return requests.get("http://${to}:8080/api/v1/${n}/" + key, timeout=2).json()\n`));
  return parts.join('\n\n');
}

export function write(folder, services) {
  const put = (path, text) => { mkdirSync(join(folder, path, '..'), { recursive: true }); writeFileSync(join(folder, path), text); };
  const databases = [...new Set(services.map((s) => s.database))];
  put('compose.yaml', 'services:\n' + databases.map((d) => `  ${d}:\n    image: postgres:16\n    environment:\n      POSTGRES_DB: main\n`).join('')
    + services.map((s) => `  ${s.name}:\n    build: ./${s.name}\n    environment:\n      DATABASE_URL: postgresql://${s.name}@${s.database}:5432/main\n`).join(''));
  for (const s of services) {
    put(`${s.name}/Dockerfile`, 'FROM python:3.12-slim\nCOPY . .\nCMD ["python", "app.py"]\n');
    put(`${s.name}/requirements.txt`, 'psycopg2==2.9.9\nrequests==2.32.3\n');
    put(`${s.name}/service.yaml`, `service: ${s.name}\nteam: ${s.team}\n`);
    put(`${s.name}/app.py`, code(s));
    put(`${s.name}/migrations/001_tables.sql`, s.tables.map((t) => `CREATE TABLE ${t} (${columns.map((c) => `${c} TEXT`).join(', ')});\n`).join(''));
  }
}

if (process.argv[1] === new URL(import.meta.url).pathname) {
  const [folder, services = 300, tables = 2000] = process.argv.slice(2);
  write(folder, system(Number(services), Number(tables)));
}
