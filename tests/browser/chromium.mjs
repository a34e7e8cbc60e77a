// Debian's Chromium, alone with itself.

import { chromium } from 'playwright-core';

const ARGUMENTS = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Starts the browser at this path. */
export const launchAt = (executablePath) => chromium.launch({ executablePath, args: ARGUMENTS });
