// What a first page runs before its program. `cargo xtask web` puts FILES before it.
globalThis.ostrakonFiles = FILES;

// What a board's first page lists comes while its program does.
if (location.pathname === '/' && !document.documentElement.dataset.page) {
  const list = document.createElement('link');
  Object.assign(list, {
    rel: 'preload', as: 'fetch', crossOrigin: 'anonymous', href: '/api/v1/elections', type: 'application/json',
  });
  document.head.append(list);
}
