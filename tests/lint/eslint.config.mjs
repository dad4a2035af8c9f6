// What is looked for in the scripts of the site, of live cells and of the checks.
import { readdirSync, readFileSync } from "node:fs";
import js from "@eslint/js";
import globals from "globals";

const NODE = { globals: globals.node };
const unused = { argsIgnorePattern: "^_", caughtErrors: "none", ignoreRestSiblings: true };

/** Return what scripts of a page give each other: what they declare at the left margin. */
function shared(folder) {
  const names = {};
  for (const name of readdirSync(folder).filter((file) => file.endsWith(".js")))
    for (const [, said] of readFileSync(`${folder}/${name}`, "utf-8").matchAll(/^(?:async )?(?:function|class|const|let|var) (\w+)/gm))
      names[said] = "writable";
  return names;
}

export default [
  { ignores: ["**/node_modules/**", "tests/hostile_worker.js"] },
  js.configs.recommended,
  {
    rules: {
      "no-unused-vars": ["error", unused],
      "no-control-regex": "off", // the search reads what terminals print
      "prefer-const": ["error", { destructuring: "all" }],
      eqeqeq: "error",
    },
  },
  { files: ["book/static/**/*.js"], languageOptions: { globals: globals.browser } },
  {
    files: ["book/static/*.js"],
    languageOptions: { sourceType: "script", globals: shared("book/static") },
    rules: { "no-unused-vars": ["error", { ...unused, vars: "local" }], "no-redeclare": ["error", { builtinGlobals: false }] },
  },
  {
    files: ["book/live/*.js", "book/offline/*.js"],
    languageOptions: { globals: { ...globals.browser, ...globals.worker, ...globals.serviceworker, PARTS: "readonly" } },
  },
  { files: ["**/*.mjs", "benchmarks/**/*.js"], languageOptions: NODE },
];
