// Serves a folder as static hosts do, over HTTP/2 and gzipped; prints its address.
//   node server.mjs FOLDER
import { existsSync, readFileSync, statSync } from "node:fs";
import { createSecureServer } from "node:http2";
import { extname, join, normalize } from "node:path";
import { gzipSync } from "node:zlib";
import { generate } from "selfsigned";

const TYPES = {
  ".css": "text/css", ".html": "text/html; charset=utf-8", ".ico": "image/x-icon", ".js": "text/javascript",
  ".json": "application/json", ".mjs": "text/javascript", ".png": "image/png", ".svg": "image/svg+xml",
  ".txt": "text/plain; charset=utf-8", ".wasm": "application/wasm", ".woff": "font/woff", ".xml": "application/xml",
};
const packed = new Set([".png", ".woff", ".zip"]);
const folder = process.argv[2];
const { private: key, cert } = await generate([{ name: "commonName", value: "localhost" }]);
const zipped = new Map();

const server = createSecureServer({ key, cert, allowHTTP1: true }, (request, response) => {
  const path = decodeURIComponent(new URL(request.url, "https://localhost").pathname);
  let file = join(folder, normalize(path));
  if (existsSync(file) && statSync(file).isDirectory()) file = join(file, "index.html");
  if (!file.startsWith(folder) || !existsSync(file)) {
    response.writeHead(404).end();
    return;
  }
  const headers = { "content-type": TYPES[extname(file)] ?? "application/octet-stream", "cache-control": "max-age=600" };
  let body = readFileSync(file);
  if (!packed.has(extname(file))) {
    if (!zipped.has(file)) zipped.set(file, gzipSync(body));
    body = zipped.get(file);
    headers["content-encoding"] = "gzip";
  }
  response.writeHead(200, headers).end(body);
});
server.listen(0, "127.0.0.1", () => console.log(`https://localhost:${server.address().port}`));
