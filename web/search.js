// Finds a table or a service from anywhere (WAI-ARIA: Combobox Pattern).
import { debounced, h } from './dom.js';
import { linkTo } from './route.js';
import { tableName } from './model.js';

const most_hits = 12;

export function searchBox(model) {
  const things = [
    ...model.report.services.map((s) => ({ text: s.name, about: 'service', link: linkTo('service', s.name) })),
    ...model.report.tables.map((t) => ({ text: tableName(t), about: t.datastore, link: linkTo('table', t.id) })),
  ].map((thing) => ({ ...thing, key: `${thing.text} ${thing.about}`.toLowerCase() }));
  let hits = [];
  let chosen = -1;
  const options = h('ul', { id: 'search-hits', role: 'listbox', 'aria-label': 'Found', hidden: true });
  const input = h('input', { type: 'search', placeholder: 'Find a table or service', 'aria-label': 'Find a table or service', role: 'combobox', autocomplete: 'off',
    'aria-expanded': 'false', 'aria-controls': 'search-hits', 'aria-autocomplete': 'list' });

  function go(hit) {
    input.value = '';
    close();
    location.hash = hit.link;
  }

  function close() {
    hits = [];
    options.hidden = true;
    input.setAttribute('aria-expanded', 'false');
    input.removeAttribute('aria-activedescendant');
  }

  function draw() {
    options.replaceChildren(...hits.map((hit, i) => h('li', { role: 'option', id: `search-hit-${i}`, 'aria-selected': String(i === chosen),
      onpointerdown: (event) => { event.preventDefault(); go(hit); } }, h('span', {}, hit.text), h('span', { class: 'quiet small' }, hit.about))));
    options.hidden = hits.length === 0;
    input.setAttribute('aria-expanded', String(hits.length > 0));
    if (chosen >= 0) input.setAttribute('aria-activedescendant', `search-hit-${chosen}`);
  }

  function find() {
    const words = input.value.toLowerCase().split(/\s+/).filter(Boolean);
    chosen = words.length ? 0 : -1;
    const rank = (t) => (t.text.toLowerCase().startsWith(words[0]) ? 0 : t.text.toLowerCase().includes(words[0]) ? 1 : 2);
    hits = words.length === 0 ? [] : things.filter((t) => words.every((w) => t.key.includes(w)))
      .sort((a, b) => rank(a) - rank(b) || a.text.length - b.text.length || a.text.localeCompare(b.text)).slice(0, most_hits);
    if (hits.length === 0) close(); else draw();
  }

  input.addEventListener('input', debounced(find, 30));
  input.addEventListener('blur', close);
  input.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') { input.value = ''; close(); }
    if (event.key === 'Enter') { find(); if (hits.length) go(hits[Math.max(0, chosen)]); }
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step || hits.length === 0) return;
    event.preventDefault();
    chosen = (chosen + step + hits.length) % hits.length;
    draw();
  });
  return h('div', { class: 'search' }, input, options);
}
