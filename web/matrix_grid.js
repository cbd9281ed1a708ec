// The grid of the matrix. Only the rows and cells in sight exist; the arrow keys walk over all of them (WAI-ARIA: Grid Pattern).
import { h } from './dom.js';
import { linkTo } from './route.js';
import { modeOf, tableName } from './model.js';

const row_height = 26;
const column_width = 32;
const beyond = 4; // rows and columns drawn outside of what is in sight

// tell(table, service): called for what is pointed at; either may be null.
export function matrixGrid(model, tell) {
  let rows = [];
  let columns = [];
  let starts = new Set(); // rows that begin another owner's block
  let place = new Map();
  let size = { name: 300, head: 120 };
  let active = { row: 0, column: 0 };
  let whole = false; // for print
  const space = h('div', { class: 'matrix-space', role: 'presentation' });
  const grid = h('div', { class: 'matrix', role: 'grid', 'aria-label': 'Tables by services' }, space);
  const lines = [h('div', { class: 'matrix-line' }), h('div', { class: 'matrix-line' })];

  const useAt = (table, service) => (model.usesOfTable.get(table.id) || []).find((u) => u.service === service);

  function said(table, service, use) {
    const does = use ? { R: 'reads', W: 'writes', RW: 'reads and writes' }[modeOf(use)] : 'does not use';
    const whose = table.owner === service ? ', which it owns' : table.owner ? `, which ${table.owner} owns` : ', which nobody owns';
    return `${service} ${does} ${tableName(table)}${whose}${use && use.severity ? '; a rule objects' : ''}`;
  }

  function target(row, column, props) {
    return { 'data-row': row, 'data-column': column, tabindex: row === active.row && column === active.column ? 0 : -1, ...props };
  }

  function cell(table, row, column) {
    const service = columns[column];
    const use = useAt(table, service);
    const owner = table.owner === service;
    const kind = (owner ? ' owner' : '') + (use ? '' : owner ? ' idle' : ' blank') + (use && use.severity ? ' bad' : '') + (use && use.writes ? ' writes' : '');
    return h('div', target(row, column, { class: 'matrix-cell' + kind, role: 'gridcell', 'aria-colindex': column + 2, 'aria-label': said(table, service, use),
      style: `left:${size.name + column * column_width}px;width:${column_width - 4}px;height:${row_height - 4}px` }), use ? modeOf(use) : owner ? '○' : '');
  }

  function rowOf(row, from, to) {
    const table = rows[row];
    const wanted = new Set((model.usesOfTable.get(table.id) || []).map((u) => place.get(u.service)));
    if (table.owner !== null) wanted.add(place.get(table.owner));
    if (row === active.row) wanted.add(active.column);
    const cells = [...wanted].filter((c) => c !== undefined && c >= from && c < to).sort((a, b) => a - b);
    return h('div', { class: 'matrix-row' + (starts.has(row) ? ' first' : ''), role: 'row', 'aria-rowindex': row + 2,
      style: `top:${size.head + row * row_height}px;height:${row_height}px;width:100%` },
    h('div', { class: 'matrix-name', role: 'rowheader', 'aria-colindex': 1, style: `width:${size.name}px` },
      h('a', target(row, -1, { href: linkTo('table', table.id), title: table.id }), tableName(table)), h('span', { class: 'where', title: table.datastore }, table.datastore)),
    cells.map((c) => cell(table, row, c)));
  }

  function heads(from, to) {
    return h('div', { class: 'matrix-heads', role: 'row', 'aria-rowindex': 1, style: `height:${size.head}px` },
      h('div', { class: 'matrix-corner', role: 'columnheader', 'aria-colindex': 1, style: `width:${size.name}px` }, 'Table'),
      columns.slice(from, to).map((service, i) => h('div', { class: 'matrix-head', role: 'columnheader', 'aria-colindex': from + i + 2,
        style: `left:${size.name + (from + i) * column_width}px;width:${column_width}px;height:${size.head - 8}px` },
      h('a', target(-1, from + i, { href: linkTo('service', service), title: service }), service))));
  }

  function window_() {
    if (whole) return { top: 0, bottom: rows.length, left: 0, right: columns.length };
    const top = Math.max(0, Math.floor(grid.scrollTop / row_height) - beyond);
    const left = Math.max(0, Math.floor(grid.scrollLeft / column_width) - beyond);
    return { top, bottom: Math.min(rows.length, Math.ceil((grid.scrollTop + grid.clientHeight) / row_height) + beyond),
      left, right: Math.min(columns.length, Math.ceil((grid.scrollLeft + grid.clientWidth - size.name) / column_width) + beyond) };
  }

  function draw() {
    const sight = window_();
    const parts = [heads(sight.left, sight.right)];
    for (let row = sight.top; row < sight.bottom; ++row) parts.push(rowOf(row, sight.left, sight.right));
    const focused = grid.contains(document.activeElement);
    space.replaceChildren(...parts, ...lines);
    if (focused) elementAt(active.row, active.column)?.focus({ preventScroll: true });
  }

  const elementAt = (row, column) => space.querySelector(`[data-row="${row}"][data-column="${column}"]`);

  function reveal(row, column) {
    const [top, left] = [row * row_height, column * column_width];
    if (row >= 0) {
      if (top < grid.scrollTop) grid.scrollTop = top;
      const low = top + row_height * 2 + size.head - grid.clientHeight;
      if (low > grid.scrollTop) grid.scrollTop = low;
    }
    if (column >= 0) {
      if (left < grid.scrollLeft) grid.scrollLeft = left;
      const far = left + column_width * 2 + size.name - grid.clientWidth;
      if (far > grid.scrollLeft) grid.scrollLeft = far;
    }
  }

  function point(row, column) {
    lines[0].style.cssText = row < 0 ? 'display:none' : `left:0;width:100%;top:${size.head + row * row_height}px;height:${row_height}px`;
    lines[1].style.cssText = column < 0 ? 'display:none' : `top:0;height:100%;left:${size.name + column * column_width}px;width:${column_width}px`;
    tell(row < 0 ? null : rows[row], column < 0 ? null : columns[column]);
  }

  const bounded = (n, most) => Math.max(-1, Math.min(n, most - 1));
  grid.addEventListener('keydown', (event) => {
    const page = Math.max(1, Math.floor((grid.clientHeight - size.head) / row_height) - 1);
    const step = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1], PageUp: [-page, 0], PageDown: [page, 0],
      Home: [0, -columns.length], End: [0, columns.length] }[event.key];
    if (event.key === 'Enter' && active.row >= 0 && active.column >= 0)
      location.hash = linkTo('table', rows[active.row].id, { service: columns[active.column] });
    if (!step) return;
    event.preventDefault();
    active = { row: bounded(active.row + step[0], rows.length), column: bounded(active.column + step[1], columns.length) };
    if (active.row < 0 && active.column < 0) active.column = 0;
    reveal(active.row, active.column);
    draw();
    elementAt(active.row, active.column)?.focus({ preventScroll: true });
  });
  grid.addEventListener('focusin', (event) => {
    const at = event.target.dataset;
    if (at.row === undefined) return;
    active = { row: Number(at.row), column: Number(at.column) };
    point(active.row, active.column);
  });
  grid.addEventListener('click', (event) => {
    const at = event.target.closest('.matrix-cell')?.dataset;
    if (at) location.hash = linkTo('table', rows[at.row].id, { service: columns[at.column] });
  });
  grid.addEventListener('pointermove', (event) => {
    const area = grid.getBoundingClientRect();
    const column = Math.floor((event.clientX - area.left + grid.scrollLeft - size.name) / column_width);
    const row = Math.floor((event.clientY - area.top + grid.scrollTop - size.head) / row_height);
    point(event.clientY - area.top < size.head || row >= rows.length ? -1 : row, event.clientX - area.left < size.name || column >= columns.length ? -1 : column);
  });

  return {
    element: grid,
    draw,
    show(tables, services, blocks) {
      rows = tables;
      columns = services;
      place = new Map(services.map((name, i) => [name, i]));
      starts = new Set(blocks ? tables.flatMap((t, i) => (i > 0 && t.owner !== tables[i - 1].owner ? [i] : [])) : []);
      const longest = services.reduce((most, name) => Math.max(most, name.length), 0);
      size = { name: Math.min(300, Math.max(180, Math.floor(window.innerWidth * 0.3))), head: Math.min(180, Math.max(72, 22 + longest * 7)) };
      active = { row: 0, column: 0 };
      space.style.cssText = `width:${size.name + columns.length * column_width + 24}px;height:${size.head + rows.length * row_height + 8}px`;
      grid.setAttribute('aria-rowcount', rows.length + 1);
      grid.setAttribute('aria-colcount', columns.length + 1);
      grid.style.maxWidth = `${size.name + columns.length * column_width + 44}px`;
      grid.style.maxHeight = `${size.head + rows.length * row_height + 28}px`;
      point(-1, -1);
      draw();
    },
    print(on) { whole = on && rows.length <= 400; draw(); },
    sight() {
      const [height, width] = [rows.length * row_height, columns.length * column_width];
      return [grid.scrollLeft / width, grid.scrollTop / height, Math.min(1, (grid.clientWidth - size.name) / width), Math.min(1, (grid.clientHeight - size.head) / height)];
    },
    center(x, y) {
      grid.scrollLeft = x * columns.length * column_width - (grid.clientWidth - size.name) / 2;
      grid.scrollTop = y * rows.length * row_height - (grid.clientHeight - size.head) / 2;
    },
  };
}
