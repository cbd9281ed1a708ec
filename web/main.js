// Shows what the address asks for, and again when it changes.
import { buildModel } from './model.js';
import { empty, h } from './dom.js';
import { currentRoute, linkTo } from './route.js';
import { searchBox } from './search.js';
import { summaryPage } from './summary.js';
import { findingsPage, servicesPage, tablesPage } from './lists.js';
import { matrixPage } from './matrix.js';
import { graphPage } from './graph.js';
import { tablePage } from './table_page.js';
import { servicePage } from './service_page.js';
import { changesPage } from './changes.js';
import { planPage } from './plan.js';

const model = buildModel(JSON.parse(document.getElementById('data').textContent));
document.querySelector('.brand a').textContent = model.title;
const views = [['summary', 'Summary', summaryPage], ['matrix', 'Matrix', matrixPage], ['graph', 'Graph', graphPage], ['plan', 'Plan', planPage], ['tables', 'Tables', tablesPage],
  ['services', 'Services', servicesPage], ['findings', 'Findings', findingsPage]];
if (model.report.changes) views.splice(1, 0, ['changes', 'Changes', changesPage]);
const pages = { ...Object.fromEntries(views.map(([name, , page]) => [name, page])), table: tablePage, service: servicePage };
const parents = { table: 'tables', service: 'services' };
const main = document.getElementById('main-content');
let page = {};

function missing(route) {
  return [h('div', { class: 'page-head' }, h('h1', {}, 'Nothing of that name')),
    empty(`This report has no ${route.view} “${route.subject}”. It may have been renamed since the link was made; the search above finds what there is.`)];
}

function show(moved) {
  const route = currentRoute();
  const made = (pages[route.view] || missing)(model, route) || missing(route);
  page = Array.isArray(made) ? { content: made } : made;
  main.classList.toggle('wide', Boolean(page.wide));
  main.replaceChildren(...page.content.filter(Boolean));
  for (const link of document.querySelectorAll('#views a'))
    if (link.dataset.view === (parents[route.view] || route.view)) link.setAttribute('aria-current', 'page'); else link.removeAttribute('aria-current');
  document.title = `${main.querySelector('h1')?.textContent || 'Summary'} · ${model.title}`;
  if (page.shown) page.shown();
  if (moved) {
    const target = route.params.at && document.getElementById(route.params.at);
    if (target) { target.scrollIntoView(); target.focus({ preventScroll: true }); } else { scrollTo(0, 0); main.focus({ preventScroll: true }); }
  }
}

function schemeButton() {
  const next = { '': 'dark', dark: 'light', light: '' };
  const names = { '': 'Auto', dark: 'Dark', light: 'Light' };
  let scheme = '';
  const button = h('button', { type: 'button', class: 'button', onclick: () => {
    scheme = next[scheme];
    if (scheme) document.documentElement.dataset.scheme = scheme; else delete document.documentElement.dataset.scheme;
    label();
    show(false);
  } });
  const label = () => {
    button.textContent = `◐ ${names[scheme]}`;
    button.setAttribute('aria-label', `Colour scheme: ${names[scheme]}`);
  };
  label();
  return button;
}

document.getElementById('views').append(...views.map(([name, title]) => h('a', { href: linkTo(name), 'data-view': name }, title)));
document.getElementById('top-tools').append(searchBox(model), schemeButton());
addEventListener('hashchange', () => show(true));
addEventListener('beforeprint', () => page.printing?.(true));
addEventListener('afterprint', () => page.printing?.(false));
show(false);
// What tests and a browser's console may ask.
window.onewriter = { model };
