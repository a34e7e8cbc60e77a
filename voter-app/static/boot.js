import init from "/voter_app.js"; init();
