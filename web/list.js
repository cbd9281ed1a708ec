// A table of rows: sorted by a click on its head, filtered by words, exported as CSV; the first rows at once, the rest when asked for.
import { debounced, empty, h } from './dom.js';
import { downloadCsv } from './csv.js';

const first_rows = 100;

// columns: {title, value(row) -> text or number, cell(row) -> node (default: the value), num, head: row header}.
// options: caption, csv (a file name), filter (a label), none (what to say of an empty list), sort: [column, 'descending'], limit.
export function list(columns, rows, options = {}) {
  const state = { sort: options.sort ? options.sort[0] : -1, down: options.sort ? options.sort[1] === 'descending' : false, words: [], all: false };
  const body = h('tbody');
  const heads = columns.map((column, i) => h('th', { scope: 'col', class: column.num ? 'num' : null },
    column.plain ? column.title : h('button', { type: 'button', onclick: () => sortBy(i) }, column.title)));
  const more = h('p', { class: 'more-rows' });
  const count = h('span', { class: 'small quiet', role: 'status' });

  function text(row) {
    return columns.map((c) => c.value(row)).join(' ').toLowerCase();
  }

  function shown() {
    const found = state.words.length ? rows.filter((r) => state.words.every((w) => text(r).includes(w))) : rows.slice();
    if (state.sort < 0) return found;
    const value = columns[state.sort].value;
    const sign = state.down ? -1 : 1;
    return found.sort((a, b) => {
      const [x, y] = [value(a), value(b)];
      return sign * (typeof x === 'number' ? x - y : String(x).localeCompare(String(y), 'en', { numeric: true }));
    });
  }

  function draw() {
    const found = shown();
    const limit = state.all ? found.length : options.limit || first_rows;
    body.replaceChildren(...found.slice(0, limit).map((row) => h('tr', {}, columns.map((c) => {
      const content = c.cell ? c.cell(row) : c.value(row);
      return c.head ? h('th', { scope: 'row' }, content) : h('td', { class: c.num ? 'num' : null }, content);
    }))));
    heads.forEach((head, i) => {
      if (i === state.sort) head.setAttribute('aria-sort', state.down ? 'descending' : 'ascending');
      else head.removeAttribute('aria-sort');
    });
    more.replaceChildren(...(found.length > limit
      ? [h('button', { type: 'button', class: 'button', onclick: () => { state.all = true; draw(); } }, `Show all ${found.length.toLocaleString('en')}`)] : []));
    count.textContent = state.words.length ? `${found.length} of ${rows.length}` : '';
    if (found.length === 0) body.replaceChildren(h('tr', {}, h('td', { colspan: columns.length }, empty('Nothing here has these words.'))));
  }

  function sortBy(i) {
    state.down = state.sort === i ? !state.down : Boolean(columns[i].num);
    state.sort = i;
    draw();
  }

  if (rows.length === 0) return empty(options.none || 'None.');
  draw();
  const filter = options.filter && rows.length > 8 && h('label', {}, options.filter, h('input', { type: 'search', autocomplete: 'off',
    oninput: debounced((event) => { state.words = event.target.value.toLowerCase().split(/\s+/).filter(Boolean); draw(); }) }));
  const csv = options.csv && h('button', { type: 'button', class: 'button',
    onclick: () => downloadCsv(options.csv, [columns.map((c) => c.title), ...shown().map((r) => columns.map((c) => c.value(r)))]) }, 'CSV');
  return h('div', {},
    (filter || csv) && h('div', { class: filter ? 'toolbar' : 'toolbar lone' }, filter, count, h('span', { class: 'spread' }), csv),
    h('div', { class: 'scroll', tabindex: 0, role: 'region', 'aria-label': options.caption },
      h('table', { class: 'list ' + (options.class || '') }, h('caption', { class: 'sr-only' }, options.caption),
        h('thead', {}, h('tr', {}, heads)), body)),
    more);
}

