// Starts the program that has the page of this address. `cargo xtask web` puts FILES before it.
const PUBLIC = ['board', 'check', 'election', 'integrity', 'result', 'track', 'verify'];

globalThis.ostrakonFiles = FILES;
const [, page] = location.pathname.split('/');
const name = PUBLIC.includes(page) ? 'voter-public' : 'voter-page';
// The module comes at the same time as the script that compiles it.
const preload = document.createElement('link');
preload.rel = 'preload';
preload.as = 'fetch';
preload.type = 'application/wasm';
preload.crossOrigin = 'anonymous';
preload.href = FILES[`${name}.wasm`].address;
const script = document.createElement('script');
script.type = 'module';
script.src = FILES[`${name}.js`].address;
script.integrity = FILES[`${name}.js`].integrity;
document.head.append(preload, script);
