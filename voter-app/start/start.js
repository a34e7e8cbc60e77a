// Starts the program that has the page of this address. `cargo xtask web` puts FILES before it.
const PUBLIC = ['board', 'check', 'election', 'integrity', 'result', 'track', 'verify'];

globalThis.ostrakonFiles = FILES;
// A page may say itself which one it is: then it may be anywhere.
const page = document.documentElement.dataset.page ?? location.pathname.split('/')[1];
const name = PUBLIC.includes(page) ? 'voter-public' : 'voter-page';

function preload(href, type) {
  const link = document.createElement('link');
  Object.assign(link, { rel: 'preload', as: 'fetch', crossOrigin: 'anonymous', href, type });
  document.head.append(link);
}

// The module comes at the same time as the script that compiles it, and what the first page lists before it is compiled.
preload(FILES[`${name}.wasm`].address, 'application/wasm');
if (page === '') preload('/api/v1/elections', 'application/json');
const script = document.createElement('script');
script.type = 'module';
script.src = FILES[`${name}.js`].address;
script.integrity = FILES[`${name}.js`].integrity;
document.head.append(script);
