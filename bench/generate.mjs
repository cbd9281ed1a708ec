// A made-up system of services in eight languages, the same for the same size and seed, and what is known of it.
//
//   node bench/generate.mjs FOLDER FILES [SEED]
//
// Of each service's files one holds its table, one its queries, and the rest is code without data, as most code is.
// Every fourth service also reads the table of the service before it. Writes FOLDER/ and FOLDER.expected.json.

import {mkdirSync, rmSync, writeFileSync} from 'node:fs';
import {dirname, join} from 'node:path';

const [folder, size, seed = '1'] = process.argv.slice(2);
const files = Number(size);
if (!folder || !(files > 0)) throw new Error('usage: generate.mjs FOLDER FILES [SEED]');

// mulberry32
let state = Number(seed) >>> 0;
function random(below) {
  state = (state + 0x6d2b79f5) >>> 0;
  let t = Math.imul(state ^ (state >>> 15), 1 | state);
  t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
  return ((t ^ (t >>> 14)) >>> 0) % below;
}

const words = ['account', 'basket', 'claim', 'delivery', 'estimate', 'fleet', 'grant', 'holding', 'invoice', 'journal',
  'ledger', 'meter', 'notice', 'offer', 'parcel', 'quota', 'refund', 'stock', 'ticket', 'voucher'];
const word = () => words[random(words.length)];
const title = text => text[0].toUpperCase() + text.slice(1);
const sentence = () => Array.from({length: 4 + random(8)}, word).join(' ');
const lines = (count, line) => Array.from({length: count}, (_, i) => line(i)).join('\n');

const languages = {
  java: {
    path: (service, name) => `src/main/java/made/${service}/${title(name)}.java`,
    queries: (service, name, sql, database) => `package made.${service};

import org.springframework.jdbc.core.JdbcTemplate;

public class ${title(name)} {
  private final JdbcTemplate jdbc;
  public ${title(name)}(JdbcTemplate jdbc) { this.jdbc = jdbc; }
${lines(sql.length, i => `  public void run${i}(long id) { jdbc.update("${sql[i]}", id); }`)}
}
`,
    plain: (service, name, n) => `package made.${service};

/** ${sentence()} */
public class ${title(name)} {
  private int ${word()}Count;
${lines(n, i => `  // ${sentence()}
  public int ${word()}${i}(int amount, String label) {
    int total = 0;
    for (int i = 0; i < amount; i++) { total += label.length() * ${random(90)}; }
    return total > ${random(900)} ? total : this.${word()}0(total, "${sentence()}");
  }`)}
}
`},
  kt: {
    path: (service, name) => `src/main/kotlin/made/${service}/${title(name)}.kt`,
    queries: (service, name, sql, database) => `package made.${service}

import org.springframework.jdbc.core.JdbcTemplate

class ${title(name)}(private val jdbc: JdbcTemplate) {
${lines(sql.length, i => `  fun run${i}(id: Long) = jdbc.update("${sql[i]}", id)`)}
}
`,
    plain: (service, name, n) => `package made.${service}

class ${title(name)}(private val ${word()}: Int) {
${lines(n, i => `  // ${sentence()}
  fun ${word()}${i}(amount: Int, label: String): Int {
    val parts = label.split(" ").map { it.length * ${random(90)} }
    return if (parts.sum() > amount) amount else ${random(900)}
  }`)}
}
`},
  cs: {
    path: (service, name) => `${title(name)}.cs`,
    queries: (service, name, sql, database) => `using Dapper;
using System.Data;

namespace Made.${title(service)};

public class ${title(name)}
{
    private readonly IDbConnection connection;
    public ${title(name)}(IDbConnection connection) { this.connection = connection; }
${lines(sql.length, i => `    public void Run${i}(long id) { connection.Execute("${sql[i]}", new { id }); }`)}
}
`,
    plain: (service, name, n) => `namespace Made.${title(service)};

/// <summary>${sentence()}</summary>
public class ${title(name)}
{
${lines(n, i => `    // ${sentence()}
    public int ${title(word())}${i}(int amount, string label)
    {
        var total = label.Length * ${random(90)};
        while (total < amount) { total += ${1 + random(9)}; }
        return total;
    }`)}
}
`},
  py: {
    path: (service, name) => `${name}.py`,
    queries: (service, name, sql, database) => `import psycopg2

connection = psycopg2.connect("postgresql://app@${database}-db/${database}")

${lines(sql.length, i => `
def run${i}(id):
    with connection.cursor() as cursor:
        cursor.execute("${sql[i]}", (id,))
`)}
`,
    plain: (service, name, n) => `"""${sentence()}"""

class ${title(name)}:
${lines(n, i => `    # ${sentence()}
    def ${word()}_${i}(self, amount, label="${sentence()}"):
        parts = [len(part) * ${random(90)} for part in label.split()]
        return {"total": sum(parts), "left": amount - len(parts)}
`)}
`},
  ts: {
    path: (service, name) => `src/${name}.ts`,
    queries: (service, name, sql, database) => `import { Pool } from 'pg';

const pool = new Pool({ connectionString: 'postgresql://app@${database}-db/${database}' });

${lines(sql.length, i => `export async function run${i}(id: number) {
  return pool.query('${sql[i]}', [id]);
}`)}
`,
    plain: (service, name, n) => `export interface ${title(name)}Options { ${word()}: number; label: string }

export class ${title(name)} {
  constructor(private readonly options: ${title(name)}Options) {}
${lines(n, i => `  // ${sentence()}
  ${word()}${i}(amount: number): number {
    const parts = this.options.label.split(' ').map((part) => part.length * ${random(90)});
    return parts.reduce((sum, each) => sum + each, amount);
  }`)}
}
`},
  go: {
    path: (service, name) => `${name}.go`,
    queries: (service, name, sql, database) => `package main

import "database/sql"

type ${title(name)} struct{ db *sql.DB }

${lines(sql.length, i => `func (s *${title(name)}) Run${i}(id int64) error {
	_, err := s.db.Exec("${sql[i]}", id)
	return err
}`)}
`,
    plain: (service, name, n) => `package main

// ${sentence()}
type ${title(name)} struct{ total int }

${lines(n, i => `// ${sentence()}
func (s *${title(name)}) ${title(word())}${i}(amount int, label string) int {
	for i := 0; i < amount; i++ {
		s.total += len(label) * ${random(90)}
	}
	return s.total
}`)}
`},
  php: {
    path: (service, name) => `src/${title(name)}.php`,
    queries: (service, name, sql, database) => `<?php
namespace Made\\${title(service)};

class ${title(name)}
{
    public function __construct(private \\PDO $pdo) {}
${lines(sql.length, i => `    public function run${i}(int $id): void { $this->pdo->prepare('${sql[i]}')->execute([$id]); }`)}
}
`,
    plain: (service, name, n) => `<?php
namespace Made\\${title(service)};

/** ${sentence()} */
class ${title(name)}
{
${lines(n, i => `    // ${sentence()}
    public function ${word()}${i}(int $amount, string $label): int
    {
        $parts = array_map('strlen', explode(' ', $label));
        return array_sum($parts) * ${random(90)} + $amount;
    }`)}
}
`},
  rb: {
    path: (service, name) => `lib/${name}.rb`,
    queries: (service, name, sql, database) => `require 'pg'

class ${title(name)}
  def initialize
    @connection = PG.connect('postgresql://app@${database}-db/${database}')
  end
${lines(sql.length, i => `
  def run${i}(id)
    @connection.exec_params('${sql[i]}', [id])
  end`)}
end
`,
    plain: (service, name, n) => `# ${sentence()}
class ${title(name)}
${lines(n, i => `  # ${sentence()}
  def ${word()}_${i}(amount, label)
    parts = label.split(' ').map { |part| part.length * ${random(90)} }
    parts.sum > amount ? amount : parts.sum
  end`)}
end
`},
};
// What a parameter is to the database's driver.
const marks = {java: '?', kt: '?', cs: '@id', py: '%s', ts: '$1', go: '$1', php: '?', rb: '$1'};

function write(path, text) {
  const file = join(folder, path);
  mkdirSync(dirname(file), {recursive: true});
  writeFileSync(file, text);
}

rmSync(folder, {recursive: true, force: true});
const kinds = Object.keys(languages);
const per_service = Math.min(100, Math.max(5, files));
const services = Math.max(2, Math.round(files / per_service));
const known = {services, tables: services, writers: [], foreign_readers: []};
let compose = 'services:\n';
let written = 1;
for (let s = 0; s < services; ++s) {
  const service = `${words[s % words.length]}${s}`, kind = kinds[s % kinds.length], language = languages[kind];
  const table = `${service}_rows`, mark = marks[kind];
  const sql = [`INSERT INTO ${table} (id) VALUES (${mark})`, `UPDATE ${table} SET changed = 1 WHERE id = ${mark}`];
  known.writers.push(service);
  // Whoever reads another service's rows does so in that one's database.
  let database = service;
  if (s % 4 === 3) {
    const other = `${words[(s - 1) % words.length]}${s - 1}`;
    database = other;
    sql.push(`DELETE FROM ${other}_rows WHERE id = ${mark}`);
    known.foreign_readers.push(service);
  }
  compose += `  ${service}:\n    build: ./${service}\n    environment:\n      DATABASE_URL: postgresql://app@${database}-db/${database}\n`;
  write(`${service}/Dockerfile`, 'FROM scratch\n');
  write(`${service}/migrations/V1__rows.sql`,
    `CREATE TABLE ${table} (\n  id bigint PRIMARY KEY,\n  changed int\n);\n`);
  write(`${service}/${language.path(service, 'store')}`, language.queries(service, 'store', sql, database));
  written += 3;
  const wanted = Math.round(files * (s + 1) / services);
  for (let f = 0; written < wanted; ++f, ++written) {
    const name = `${word()}${f}`;
    write(`${service}/${language.path(service, name)}`, language.plain(service, name, 4 + random(16)));
  }
}
write('compose.yaml', compose);
writeFileSync(`${folder.replace(/\/$/, '')}.expected.json`, JSON.stringify({files: written, ...known}, null, 1) + '\n');
console.log(`${folder}: ${written} files, ${services} services`);
