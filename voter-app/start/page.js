// What is between FILES and the program of a page: `cargo xtask web` puts them together.
globalThis.ostrakonFiles = FILES;

// What a board's first page lists comes while its program does.
if (location.pathname === '/' && !document.documentElement.dataset.page) {
  const list = document.createElement('link');
  Object.assign(list, {
    rel: 'preload', as: 'fetch', crossOrigin: 'anonymous', href: '/api/v1/elections', type: 'application/json',
  });
  document.head.append(list);
}
