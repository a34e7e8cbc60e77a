import init from "/voter_page.js"; init();
