// The report as its readers meet it: in a browser, without a network.
//   ONEWRITER=build/onewriter CHROMIUM=chromium node tests/browser/report_test.mjs
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { system, write } from './generate.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
const require = createRequire(join(root, 'third_party/package.json'));
const { chromium } = require('playwright-core');
const axe = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
const folder = mkdtempSync(join(tmpdir(), 'onewriter-report-'));
const shop = join(root, 'fixtures/shop/broken');
const pages = { shop: join(folder, 'shop.html'), big: join(folder, 'big.html'), none: join(folder, 'none.html') };
const views = ['summary', 'changes', 'matrix', 'graph', 'plan', 'tables', 'services', 'findings', 'table=db/shop:customers', 'service=payment-service'];
let browser;

function run(...args) {
  return execFileSync(process.env.ONEWRITER, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'], maxBuffer: 1 << 28 });
}

before(async () => {
  // The shop as it was before order-service wrote customers, and now, with links to a code host.
  const earlier = join(folder, 'earlier');
  cpSync(shop, earlier, { recursive: true });
  const file = join(earlier, 'order-service/order_service/customers.py');
  writeFileSync(file, readFileSync(file, 'utf8').replace(/UPDATE customers SET[^"]*/, 'SELECT 1'));
  run('facts', earlier, '-o', join(folder, 'earlier.db'));
  writeFileSync(join(folder, 'settings.yaml'), 'report:\n  title: The shop\n  source_url: "https://git.example.com/shop/blob/main/{path}#L{line}"\n');
  run('report', shop, '--config', join(folder, 'settings.yaml'), '--compare', join(folder, 'earlier.db'), '-o', pages.shop);
  write(join(folder, 'big'), system());
  run('report', join(folder, 'big'), '-o', pages.big);
  write(join(folder, 'none'), []);
  run('report', join(folder, 'none'), '-o', pages.none);
  browser = await chromium.launch({ executablePath: process.env.CHROMIUM || 'chromium', args: ['--no-sandbox', '--disable-dev-shm-usage'] });
});

after(async () => {
  await browser?.close();
  rmSync(folder, { recursive: true, force: true });
});

// Opens a page; whatever it complains about or asks for beside itself fails the test at its end.
async function visit(t, name, hash, options = {}) {
  const page = await browser.newPage({ viewport: { width: 1280, height: 860 }, ...options });
  const complaints = [];
  page.on('console', (message) => { if (['error', 'warning'].includes(message.type())) complaints.push(message.text()); });
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('request', (request) => { if (!/^(file|blob|data):/.test(request.url()) || request.url().split('#')[0] !== url(name) && request.url().startsWith('file:')) complaints.push('asks for ' + request.url()); });
  t.after(async () => {
    await page.close();
    assert.deepEqual(complaints, []);
  });
  await page.goto(url(name) + '#' + hash);
  await page.waitForSelector('h1');
  return page;
}

const url = (name) => pathToFileURL(pages[name]).href;
const heading = (page) => page.locator('h1').textContent();
async function go(page, hash) {
  await page.evaluate((to) => { location.hash = to; }, hash);
  await page.waitForTimeout(50);
}

test('the page knows what graph --format json says, no more and no less', async (t) => {
  for (const [name, tree] of [['shop', shop], ['big', join(folder, 'big')]]) {
    const page = await visit(t, name, 'summary');
    const shown = await page.evaluate(() => JSON.stringify(window.onewriter.model.graph));
    assert.deepEqual(JSON.parse(shown), JSON.parse(run('graph', tree)));
  }
});

test('the matrix shows the readers and writers of the graph', async (t) => {
  const page = await visit(t, 'shop', 'matrix');
  const cells = await page.$$eval('.matrix-row', (rows) => rows.flatMap((row) => [...row.querySelectorAll('.matrix-cell:not(.blank):not(.idle)')]
    .map((cell) => [row.querySelector('.matrix-name a').title, document.querySelector(`.matrix-head [data-column="${cell.dataset.column}"]`).title, cell.textContent].join(' '))));
  const expected = JSON.parse(run('graph', shop)).tables.flatMap((table) => [...new Set([...table.writers, ...table.readers])]
    .map((service) => [table.id, service, (table.readers.includes(service) ? 'R' : '') + (table.writers.includes(service) ? 'W' : '')].join(' ')));
  assert.deepEqual(cells.sort(), expected.sort());
});

test('a search leads to a table and to a service', async (t) => {
  const page = await visit(t, 'shop', 'summary');
  await page.fill('[role=combobox]', 'custom');
  await page.waitForSelector('[role=option]');
  await page.fill('[role=combobox]', 'payment-s');
  await page.press('[role=combobox]', 'Enter');
  await page.waitForFunction(() => document.querySelector('h1').textContent === 'payment-service');
});

test('deep links open a table, a service, and tell of what is not there', async (t) => {
  const page = await visit(t, 'shop', 'table=db/shop:customers');
  assert.equal(await heading(page), 'customers');
  assert.match(await page.locator('.lede').textContent(), /customer-service owns it because it defines the table/);
  await go(page, 'service=order-service');
  assert.equal(await heading(page), 'order-service');
  await go(page, 'table=nothing');
  assert.equal(await heading(page), 'Nothing of that name');
});

test('places link to the code host of the settings', async (t) => {
  const page = await visit(t, 'shop', 'table=db/shop:customers');
  const links = await page.$$eval('a[href^="https:"]', (all) => all.map((a) => a.href));
  assert.ok(links.includes('https://git.example.com/shop/blob/main/payment-service/src/customers.ts#L19'), links.join('\n'));
  assert.equal(await page.locator('.brand').textContent(), 'The shop');
});

test('the matrix is filtered, ordered, walked by keys, and exported as it is shown', async (t) => {
  const page = await visit(t, 'shop', 'matrix&tables=customers');
  const names = () => page.$$eval('.matrix-name a', (all) => all.map((a) => a.textContent));
  assert.deepEqual(await names(), ['customers']);
  await page.locator('.toolbar').getByLabel('Tables', { exact: true }).fill('');
  await page.locator('.toolbar').getByLabel('Order').selectOption('name');
  await page.waitForTimeout(100);
  assert.deepEqual((await names()).slice(0, 3), ['audit_log', 'customer:*', 'customers']);
  await page.locator('.toolbar').getByLabel('Show').selectOption('violations');
  assert.deepEqual(await names(), ['audit_log', 'customers', 'orders', 'price_list']);
  const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'CSV' }).click()]);
  assert.equal(readFileSync(await file.path(), 'utf8').split('\n')[2], 'db/shop:customers,customer-service,RW,RW,R');
  await page.focus('.matrix-cell[tabindex="0"]').catch(() => page.focus('.matrix [tabindex="0"]'));
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowRight');
  assert.match(await page.locator('.matrix-told').textContent(), /^order-service reads and writes customers, owned by customer-service/);
  await page.keyboard.press('Enter');
  await page.waitForFunction(() => document.querySelector('h1').textContent === 'customers');
});

test('the graph shows one thing and its neighbours, and what is objected to', async (t) => {
  const page = await visit(t, 'shop', 'graph&focus=table:db/shop:customers');
  const nodes = () => page.$$eval('.graph-node', (all) => all.map((n) => n.dataset.node).sort());
  assert.deepEqual(await nodes(), ['service:customer-service', 'service:order-service', 'service:payment-service', 'table:db/shop:customers']);
  await go(page, 'graph&bad=yes');
  const bad = await page.$$eval('.graph-frame .graph-edge.bad', (all) => all.map((e) => `${e.dataset.from} ${e.dataset.to}`).sort());
  assert.deepEqual(bad, ['customer-service orders', 'order-service audit_log', 'order-service customers', 'order-service price_list', 'payment-service audit_log', 'payment-service customers']
    .map((pair) => `service:${pair.replace(' ', ' table:db/shop:')}`));
  assert.ok(!(await nodes()).includes('table:db/shop:payments'));
});

test('changes since an earlier facts file are told', async (t) => {
  const page = await visit(t, 'shop', 'changes');
  const card = page.locator('section.card', { hasText: 'Tables that gained a writer' });
  assert.match(await card.textContent(), /customers: order-service/);
  assert.match(await page.locator('main').textContent(), /"order-service" writes "customers"/);
});

test('the light and the dark scheme follow the system, and a button overrules it', async (t) => {
  const ground = (page) => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  const light = await visit(t, 'shop', 'summary', { colorScheme: 'light' });
  const dark = await visit(t, 'shop', 'summary', { colorScheme: 'dark' });
  const [day, night] = [await ground(light), await ground(dark)];
  assert.notEqual(day, night);
  await light.getByRole('button', { name: /Colour scheme/ }).click();
  assert.equal(await ground(light), night);
  await dark.emulateMedia({ media: 'print' });
  assert.equal(await ground(dark), 'rgb(255, 255, 255)');
  assert.equal(await dark.locator('#views').isVisible(), false);
});

test('no view has a serious accessibility violation, in either scheme', async (t) => {
  for (const colorScheme of ['light', 'dark']) {
    const page = await visit(t, 'shop', 'summary', { colorScheme, bypassCSP: true });
    await page.addScriptTag({ content: axe });
    for (const view of views) {
      await go(page, view);
      const found = await page.evaluate(() => window.axe.run(document, { resultTypes: ['violations'] }));
      const serious = found.violations.filter((v) => ['serious', 'critical'].includes(v.impact)).map((v) => `${v.id}: ${v.nodes.slice(0, 3).map((n) => n.html).join(' ')}`);
      assert.deepEqual(serious, [], `${view}, ${colorScheme}`);
    }
  }
});

test('a system without tables is told as such, not as clean', async (t) => {
  const page = await visit(t, 'none', 'summary');
  assert.match(await page.locator('.notice').textContent(), /No tables were found\./);
  for (const view of views.filter((v) => v !== 'changes')) await go(page, view);
});

test('300 services and 2,000 tables open and are filtered; only what is in sight is drawn', async (t) => {
  const size = statSync(pages.big).size;
  assert.ok(size <= 3 << 20, `${size} bytes`);
  const start = Date.now();
  const page = await visit(t, 'big', 'summary');
  const opened = Date.now() - start;
  await go(page, 'matrix');
  assert.equal(await page.locator('.page-head [role=status]').textContent(), '2,000 tables, 300 services');
  assert.ok(await page.locator('.matrix-row').count() < 100);
  const filtered = await page.evaluate(async () => {
    const [input, status] = [document.querySelector('.toolbar input'), document.querySelector('.page-head [role=status]')];
    const from = performance.now();
    input.value = 'ledger';
    input.dispatchEvent(new Event('input'));
    while (status.textContent.startsWith('2,000')) await new Promise(requestAnimationFrame);
    return performance.now() - from;
  });
  t.diagnostic(`${(size / 1e6).toFixed(2)} MB; opened in ${opened} ms; filtered in ${Math.round(filtered)} ms`);
  for (const view of ['graph', 'graph&focus=service:order-api', 'tables', 'services', 'findings']) await go(page, view);
  assert.ok(await page.locator('h1').count() === 1);
});
