// A fence around the interpreter: from inside of it a cell reaches the folders that it is given, and nothing else,
// on the book's own host either.
//
// A worker that is made from a blob lives by the policy of whoever makes it, and so do the workers that it makes.
// A page may load all of its site, its interpreter no more than Python. So the worker is made by a frame with a page
// of its own, fence.html, whose policy is narrowed here, where the addresses are known: what two policies have in
// common is allowed (CSP Level 3, 8). A frame without an address would do in Chromium; in Firefox what it inherits
// from the page allows nothing, since there 'self' is then the frame.

const PATIENCE = 5000; // milliseconds

/** Return the source of all that is in a folder. An address in brackets (IPv6) has no such form: its host it is. */
const source = (folder) => (folder.includes("[") ? "'self'" : new URL("./", folder).href.replaceAll(";", "%3B").replaceAll(",", "%2C"));

/** Resolve to a frame whose workers reach the `folders` only, from which their scripts come as well. */
export async function fence(folders) {
  const inside = folders.filter(Boolean).map(source).join(" ");
  const frame = document.createElement("iframe");
  frame.hidden = true;
  frame.src = new URL("fence.html", import.meta.url);
  // Who refuses a frame says so by an empty one, or not at all.
  await new Promise((resolve) => { frame.onload = resolve; setTimeout(resolve, PATIENCE); document.body.append(frame); });
  const made = frame.contentDocument;
  if (!made?.querySelector("meta")) throw new Error(`${frame.src}: no page`); // better no Python than one without a fence
  const meta = made.createElement("meta");
  meta.httpEquiv = "Content-Security-Policy";
  meta.content = `default-src 'none'; script-src ${inside} 'wasm-unsafe-eval'; connect-src ${inside}; worker-src blob:`;
  made.head.append(meta);
  return frame;
}
