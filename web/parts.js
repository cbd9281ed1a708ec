// Small things that several pages show: links to services, tables and places, badges, findings.
import { h } from './dom.js';
import { linkTo } from './route.js';
import { modeOf, stands, tableName } from './model.js';

export function serviceLink(name) {
  return name ? h('a', { href: linkTo('service', name) }, name) : h('span', { class: 'quiet' }, 'no service');
}

export function tableLink(model, id) {
  const table = model.tables.get(id);
  return table ? h('a', { href: linkTo('table', id) }, tableName(table)) : h('code', {}, id);
}

export function listOf(items, make) {
  return items.flatMap((item, i) => (i === 0 ? [make(item)] : [', ', make(item)]));
}

// "order/app.py:31", a link when the report knows the code host.
export function placeLink(model, place) {
  const text = place.file ? place.file + (place.line ? ':' + place.line : '') : 'no place';
  const shown = h('code', {}, text.split('/').flatMap((part, i) => (i === 0 ? [part] : ['/', h('wbr'), part])));
  if (!model.sourceUrl || !place.file) return shown;
  const path = place.file.split('/').map(encodeURIComponent).join('/');
  const href = model.sourceUrl.replaceAll('{path}', path).replaceAll('{line}', String(place.line || 1));
  return h('a', { href, rel: 'noreferrer' }, shown);
}

export function severityBadge(severity, count) {
  return h('span', { class: 'badge ' + severity }, count === undefined ? severity : `${count} ${severity}${count === 1 ? '' : 's'}`);
}

export function findingBadges(findings) {
  const counts = ['error', 'warning', 'info'].map((s) => [s, findings.filter((f) => f.severity === s && stands(f)).length]);
  const badges = counts.filter(([, n]) => n > 0).map(([s, n]) => severityBadge(s, n));
  const accepted = findings.filter((f) => !stands(f)).length;
  if (accepted > 0) badges.push(h('span', { class: 'badge' }, `${accepted} accepted`));
  return h('span', { class: 'badges' }, badges.length ? badges : h('span', { class: 'quiet' }, '–'));
}

export function useMark(use, owner) {
  const kind = (use.severity ? ' bad' : '') + (use.writes ? ' writes' : '') + (use.service === owner ? ' owner' : '');
  return h('span', { class: 'use-mark' + kind }, modeOf(use));
}

const first_places = 6;

export function findingCard(model, finding) {
  const rule = model.rules.get(finding.rule);
  const places = h('ul', { class: 'places' });
  const show = (n) => places.replaceChildren(
    ...finding.places.slice(0, n).map((p) => h('li', {}, placeLink(model, p))),
    ...(finding.places.length > n ? [h('li', {}, h('button', { type: 'button', class: 'button plain', onclick: () => show(finding.places.length) },
      `${finding.places.length - n} more places`))] : []));
  show(first_places);
  return h('article', { class: 'finding ' + (stands(finding) ? finding.severity : '') },
    h('p', { class: 'badges' }, severityBadge(finding.severity), h('code', {}, finding.rule),
      !stands(finding) && h('span', { class: 'badge' }, finding.status),
      finding.confidence !== 'certain' && h('span', { class: 'badge' }, finding.confidence)),
    h('p', {}, h('strong', {}, finding.message)),
    places,
    rule && h('p', { class: 'fix' }, rule.why),
    h('p', { class: 'fix' }, h('strong', {}, 'Next: '), finding.help));
}

export const reasons = {
  manifest: 'its manifest says so', config: 'onewriter.yaml says so', 'sole-database-user': 'no other service connects to the database',
  defines: 'it defines the table', 'sole-writer': 'it alone writes the table',
};
