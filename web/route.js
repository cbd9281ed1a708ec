// The address after "#" says what is shown: #matrix&tables=order, #table=db/shop:customers, #service=payment.
// The first key is the view; so a link to any state can be sent around.
export function currentRoute() {
  const params = [...new URLSearchParams(location.hash.slice(1)).entries()];
  const [view, subject] = params[0] || ['summary', ''];
  return { view: view || 'summary', subject, params: Object.fromEntries(params.slice(1)) };
}

function part(text) {
  return encodeURIComponent(text).replace(/%2F/g, '/').replace(/%3A/g, ':');
}

export function linkTo(view, subject = '', params = {}) {
  const rest = Object.entries(params).filter(([, value]) => value).map(([key, value]) => `&${key}=${part(value)}`).join('');
  return '#' + view + (subject ? '=' + part(subject) : '') + rest;
}

// Keeps the address in step with what is chosen, without a new entry in the history.
export function rememberRoute(view, subject, params) {
  history.replaceState(null, '', linkTo(view, subject, params));
}
