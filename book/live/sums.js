// The sum of a part where the browser takes none: on plain http, as from a teacher's laptop (worker.js loads this there).
export { sha256 } from "@noble/hashes/sha2.js";
