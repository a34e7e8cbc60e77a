import init from "/voter_worker.js"; init();
