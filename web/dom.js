// Elements without markup: names come from source files that nobody vouches for, so text is always set as text.
function fill(element, props, children) {
  for (const [name, value] of Object.entries(props || {})) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith('on')) element.addEventListener(name.slice(2), value);
    else if (name === 'style') element.style.cssText = value;
    else element.setAttribute(name, value === true ? '' : value);
  }
  for (const child of children.flat(Infinity))
    if (child !== null && child !== undefined && child !== false && child !== '')
      element.append(child instanceof Node ? child : String(child));
  return element;
}

export function h(tag, props, ...children) {
  return fill(document.createElement(tag), props, children);
}

export function svg(tag, props, ...children) {
  return fill(document.createElementNS('http://www.w3.org/2000/svg', tag), props, children);
}

export function counted(count, singular, plural) {
  return `${count.toLocaleString('en')} ${count === 1 ? singular : plural || singular + 's'}`;
}

// Calls `run` once, when nothing more came in for a moment.
export function debounced(run, milliseconds = 30) {
  let timer = 0;
  return (...args) => {
    clearTimeout(timer);
    timer = setTimeout(() => run(...args), milliseconds);
  };
}

export function card(title, about, ...content) {
  return h('section', { class: 'card' }, h('h2', {}, title), about && h('p', { class: 'about' }, about), ...content);
}

export function empty(...text) {
  return h('p', { class: 'empty' }, ...text);
}
