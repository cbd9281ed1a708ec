// What changed since an earlier facts file.
import { card, counted, empty, h } from './dom.js';
import { linkTo } from './route.js';
import { findingCard, serviceLink, tableLink } from './parts.js';

function pairList(model, title, pairs, none) {
  return card(title, '', pairs.length === 0 ? empty(none)
    : h('ul', { class: 'places' }, pairs.map((p) => h('li', {}, tableLink(model, p.table), ': ', model.services.has(p.service) ? serviceLink(p.service) : p.service))));
}

function changedTables(model, title, tables) {
  return tables.length > 0 && card(title, '', h('ul', { class: 'places' }, tables.map((t) => h('li', {}, tableLink(model, t)))));
}

export function changesPage(model) {
  const c = model.report.changes;
  const nothing = ['new_tables', 'gone_tables', 'gained_writers', 'lost_writers', 'gained_foreign_readers', 'lost_foreign_readers', 'opened', 'closed'].every((k) => c[k].length === 0);
  const findings = (title, list, none) => h('section', { class: 'card long' }, h('h2', {}, title), list.length ? list.map((f) => findingCard(model, f)) : empty(none));
  return [
    h('div', { class: 'page-head' }, h('h1', {}, 'Changes since the earlier facts'),
      h('p', { class: 'lede' }, nothing ? 'Nothing has changed: the same writers, the same readers, the same findings.'
        : [h('strong', {}, `${counted(c.opened.length, 'finding')} opened, ${c.closed.length} closed`), `; ${counted(c.gained_writers.length, 'new writer')}, ${counted(c.gained_foreign_readers.length, 'new foreign reader')}.`])),
    c.rules_left_out.length > 0 && h('p', { class: 'notice' }, 'The earlier facts are too old for ', c.rules_left_out.join(', '), ': not compared.'),
    h('div', { class: 'two' },
      pairList(model, 'Tables that gained a writer', c.gained_writers, 'None.'), pairList(model, 'Tables that lost a writer', c.lost_writers, 'None.'),
      pairList(model, 'New foreign readers', c.gained_foreign_readers, 'None.'), pairList(model, 'Foreign readers that are gone', c.lost_foreign_readers, 'None.'),
      changedTables(model, 'New tables', c.new_tables), changedTables(model, 'Tables that are gone', c.gone_tables)),
    findings('Findings opened', c.opened, 'None.'), findings('Findings closed', c.closed, 'None.'),
    h('p', { class: 'small quiet' }, h('a', { href: linkTo('findings') }, 'All findings')),
  ];
}
