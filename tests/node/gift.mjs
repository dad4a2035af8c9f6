// Reads a file of questions as GIFT and prints, as JSON, what its parser found: node gift.mjs FILE
import { readFileSync } from "node:fs";
import gift from "gift-pegjs";

console.log(JSON.stringify(gift.parse(readFileSync(process.argv[2], "utf-8"))));
