// Takes out of an edition what says nothing to a browser, in place:
//   node lighten.mjs EDITION SHEET... SCRIPT...
// Style sheets lose the rules that no page and no script can use; scripts lose spaces and comments.
import { readFile, writeFile } from "node:fs/promises";
import { transform } from "esbuild";
import { PurgeCSS } from "purgecss";

const [edition, ...files] = process.argv.slice(2);
const css = files.filter((file) => file.endsWith(".css"));
const content = [`${edition}/*.html`, `${edition}/_static/**/*.js`];
const purged = await new PurgeCSS().purge({ content, css, keyframes: true, variables: true });
const shortened = await Promise.all(
  files.filter((file) => file.endsWith(".js")).map(async (file) => {
    const { code } = await transform(await readFile(file, "utf-8"), { minify: true, charset: "utf8", legalComments: "inline" });
    return { file, code };
  }),
);
for (const { file, css, code } of [...purged, ...shortened]) await writeFile(file, css ?? code);
