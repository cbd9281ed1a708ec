// Times onewriter beside the programs that set its floor and its ceiling, in one run on one machine, and prints ratios:
// ripgrep counting the lines that match SQL keywords (what has to be read at least), ast-grep with one pattern in each
// of eight languages (all parsed, nothing understood), and git's own status.
//
//   node bench/run.mjs [SIZE|FOLDER]...     sizes of made-up trees (bench/generate.mjs), or folders; default: 1000 10000
//   RUNS=3 ONEWRITER=build/onewriter
//
// Made-up trees become git repositories with one staged change, and what is known of them is held against what is
// found. Folders are only read.

import {execFileSync, spawnSync} from 'node:child_process';
import {appendFileSync, existsSync, mkdirSync, readFileSync, rmSync} from 'node:fs';
import {dirname, join, resolve} from 'node:path';
import {fileURLToPath} from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const onewriter = resolve(process.env.ONEWRITER ?? join(root, 'build/onewriter'));
const runs = process.env.RUNS ?? '3';
const work = join(root, 'build/bench');
const cache = join(work, 'cache');
const environment = {...process.env, ONEWRITER_CACHE: cache};
mkdirSync(work, {recursive: true});

for (const tool of ['hyperfine', 'rg', 'git', 'npm'])
  if (spawnSync(tool, ['--version']).error) {
    console.error(`bench: ${tool} is missing (Debian: apt-get install hyperfine ripgrep git npm)`);
    process.exit(2);
  }
const ast_grep = join(work, 'node_modules/.bin/ast-grep');
if (!existsSync(ast_grep))
  execFileSync('npm', ['install', '--prefix', work, '--no-audit', '--no-fund', '--loglevel=error', '@ast-grep/cli@0.51.1'],
    {stdio: ['ignore', 2, 2]});
const parse = ['java', 'kotlin', 'csharp', 'python', 'typescript', 'go', 'php', 'ruby']
  .map(language => `${ast_grep} run --lang ${language} --pattern '$A.query($$$B)' .`).join('; ');

const check = `${onewriter} check --fail-on none`;
const forget = `rm -rf ${cache}`;

// {name: {wall, cpu}} in seconds, the means of all runs.
function measure(folder, commands) {
  const results = join(work, 'results.json');
  const args = ['--ignore-failure', '--style', 'none', '--runs', runs, '--export-json', results];
  for (const {name, prepare, command} of commands) args.push('--command-name', name, '--prepare', prepare ?? 'true', command);
  const run = spawnSync('hyperfine', args, {cwd: folder, env: environment, encoding: 'utf8'});
  if (run.status !== 0) throw new Error(run.stderr);
  const times = {};
  for (const result of JSON.parse(readFileSync(results)).results)
    times[result.command] = {wall: result.mean, cpu: result.user + result.system};
  return times;
}

// In MB; nothing where GNU time is not there.
function peak(folder, command) {
  if (!existsSync('/usr/bin/time')) return undefined;
  const run = spawnSync('/usr/bin/time', ['-f', 'peak %M', 'sh', '-c', `${command} >/dev/null`],
    {cwd: folder, env: environment, encoding: 'utf8'});
  const found = /peak (\d+)/.exec(run.stderr);
  return found ? Number(found[1]) / 1024 : undefined;
}

function make(size) {
  const folder = join(work, `made-${size}`);
  execFileSync('node', [join(root, 'bench/generate.mjs'), folder, size], {stdio: ['ignore', 2, 2]});
  const git = (...args) => execFileSync('git', ['-c', 'user.name=bench', '-c', 'user.email=bench@localhost', ...args], {cwd: folder});
  git('init', '-q');
  git('add', '-A');
  git('commit', '-q', '-m', 'Made up');
  const known = JSON.parse(readFileSync(`${folder}.expected.json`));
  const found = JSON.parse(spawnSync('sh', ['-c', `${check} --no-cache --format json`],
    {cwd: folder, encoding: 'utf8', maxBuffer: 1 << 30}).stdout);
  const foreign = new Set(found.findings.filter(f => f.rule === 'foreign-writer').map(f => f.service));
  const expected = `${known.services} services, ${known.tables} tables, ${known.foreign_readers.length} foreign writers`;
  const told = `${found.summary.services} services, ${found.summary.tables} tables, ${foreign.size} foreign writers`;
  console.log(`\n${size} made-up files: ${told}${told === expected ? '' : ` (expected: ${expected})`}`);
  if (told !== expected) process.exitCode = 1;
  appendFileSync(join(folder, 'compose.yaml'), '# staged\n');
  git('add', '-A');
  return folder;
}

const row = (name, wall, cpu, floor, ceiling) =>
  console.log(`${name.padEnd(28)}${wall.padStart(10)}${cpu.padStart(10)}${floor.padStart(12)}${ceiling.padStart(12)}`);

function bench(folder, staged) {
  const commands = [
    {name: 'ripgrep', command: "rg -c -i 'select|insert|update|delete|merge|create table' ."},
    {name: 'ast-grep', command: parse},
    {name: 'check, cold', prepare: forget, command: check},
    {name: 'check, nothing changed', command: check},
  ];
  if (staged) {
    spawnSync('sh', ['-c', `${check} --staged`], {cwd: folder, env: environment});
    commands.push({name: 'check --staged, one file', command: `${check} --staged`}, {name: 'git status', command: 'git status'});
  }
  const times = measure(folder, commands);
  row('', 'wall s', 'CPU s', 'of ripgrep', 'of ast-grep');
  for (const [name, {wall, cpu}] of Object.entries(times))
    row(name, wall.toFixed(3), cpu.toFixed(3), (wall / times.ripgrep.wall).toFixed(2), (wall / times['ast-grep'].wall).toFixed(2));
  for (const [name, prepare] of [['cold', forget], ['nothing changed', 'true']]) {
    spawnSync('sh', ['-c', prepare]);
    const memory = peak(folder, check);
    if (memory) console.log(`peak memory, ${name}: ${Math.round(memory)} MB`);
  }
}

rmSync(cache, {recursive: true, force: true});
const wanted = process.argv.slice(2);
for (const each of wanted.length ? wanted : ['1000', '10000']) {
  const size = /^\d+$/.test(each);
  const folder = size ? make(each) : resolve(each);
  if (!size) console.log(`\n${each}`);
  bench(folder, size);
}
const times = measure(root, [{name: 'start', command: `${onewriter} --version`}]);
console.log(`\nstart-up (--version): ${(times.start.cpu * 1000).toFixed(1)} ms of CPU`);
