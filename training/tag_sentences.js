// Tags sentences, one a line, with winkNLP's English model, and writes a line of JSON for each:
//   npm install wink-nlp@2.4 wink-eng-lite-web-model@1.8
//   node tag_sentences.js < sentences.txt > tagged.jsonl
const nlp = require("wink-nlp")(require("wink-eng-lite-web-model"));
const lines = require("fs").readFileSync(0, "utf8").split("\n").filter(Boolean);
for (const text of lines) {
  const tokens = nlp.readDoc(text).tokens();
  const tags = tokens.out(nlp.its.pos);
  console.log(JSON.stringify({ text, tokens: tokens.out().map((word, at) => [word, tags[at]]) }));
}
