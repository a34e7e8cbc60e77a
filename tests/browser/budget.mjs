// What it costs to see the first page.

/** Bytes on the way to any page, without its worker: compressed, with headers, as the network has carried them. */
export const LIMIT = 300_000;

/** Counts what a page loads, from now on. */
export async function count(page) {
  const network = await page.context().newCDPSession(page);
  await network.send('Network.enable');
  const requests = new Map();
  network.on('Network.responseReceived', ({ requestId, response }) => {
    requests.set(requestId, { url: response.url, coding: response.headers['content-encoding'] ?? '', bytes: 0 });
  });
  network.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    const request = requests.get(requestId);
    if (request) request.bytes = encodedDataLength;
  });
  return { network, requests: () => [...requests.values()].filter(({ url }) => !url.startsWith('data:')) };
}

/** All of these requests' bytes. */
export const sum = (requests) => requests.reduce((total, { bytes }) => total + bytes, 0);

/** Notes when elements that match a selector, and hold these words, are on the page; by its own clock. */
export const noteAppearances = (page, wanted) =>
  page.addInitScript((wanted) => {
    globalThis.appeared = {};
    const look = () => {
      for (const [name, [selector, words]] of Object.entries(wanted)) {
        if (name in globalThis.appeared) continue;
        const found = [...document.querySelectorAll(selector)].some((element) => element.textContent.includes(words));
        if (found) globalThis.appeared[name] = performance.now();
      }
    };
    new MutationObserver(look).observe(document, { childList: true, subtree: true, characterData: true });
  }, wanted);
