/** The helper serves none but its own page, and a browser says that it is that one. */
export function fetchAsPage(...[input, init]: Parameters<typeof fetch>): ReturnType<typeof fetch> {
  const headers = new Headers(init?.headers);
  headers.set('sec-fetch-site', 'same-origin');
  return fetch(input, { ...init, headers });
}
