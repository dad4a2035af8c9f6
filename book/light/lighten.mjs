// Takes out of an edition what says nothing to a browser, in place:
//   node lighten.mjs THEIRS.css OURS.css... SCRIPT... < all pages, one behind the other
// The themes' style sheet loses the rules that no page and no script can use; all lose spaces and comments.
import { readFile, writeFile } from "node:fs/promises";
import { text } from "node:stream/consumers";
import { transform } from "esbuild";
import { PurgeCSS } from "purgecss";

// What a selector can name is in the tags of a page, not in its text: an English word is often a class of the theme.
const NAMING = /^(class|id|type|role|rel|data-.*)$/;
function named(html) {
  const found = new Set();
  for (const [, tag, attributes] of html.matchAll(/<([a-z][\w-]*)((?:\s+[^\s=>]+(?:="[^"]*")?)*)/g)) {
    found.add(tag);
    for (const [, name, value] of attributes.matchAll(/([^\s=]+)(?:="([^"]*)")?/g)) {
      found.add(name);
      if (value && NAMING.test(name)) for (const word of value.split(/\s+/)) found.add(word);
    }
  }
  return [...found];
}

const [theirs, ...others] = process.argv.slice(2);
const [purged] = await new PurgeCSS().purge({
  content: [{ raw: await text(process.stdin), extension: "html" }, ...others.filter((file) => file.endsWith(".js"))],
  css: [theirs],
  extractors: [{ extensions: ["html"], extractor: named }],
  keyframes: true,
  variables: true,
});
await writeFile(theirs, purged.css);
await Promise.all([theirs, ...others].map(async (file) => {
  const options = { loader: file.endsWith(".css") ? "css" : "js", minify: true, charset: "utf8", legalComments: "inline" };
  const { code } = await transform(await readFile(file, "utf-8"), options);
  await writeFile(file, code);
}));
