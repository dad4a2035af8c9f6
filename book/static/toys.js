// Loads the things to touch of a page (book/site/toys.py says where they stand) when the reader comes near one.
(() => {
  const root = new URL(`${document.documentElement.dataset.content_root}_static/toys/`, location);

  const dress = () => new Promise((resolve, reject) => {
    const sheet = Object.assign(document.createElement("link"), { rel: "stylesheet", href: `${root}toys.css`, onload: resolve, onerror: reject });
    document.head.append(sheet);
  });

  let dressed = null;
  async function load(place) {
    try {
      const [{ default: build }] = await Promise.all([import(`${root}${place.dataset.toy}.js`), (dressed ??= dress())]);
      build(place, JSON.parse(place.dataset.settings));
    } catch {
      place.remove(); // a page that was opened from a folder loads no modules; the picture says it all
    }
  }

  const near = new IntersectionObserver((entries) => {
    for (const { isIntersecting, target } of entries) {
      if (!isIntersecting) continue;
      near.unobserve(target);
      load(target);
    }
  }, { rootMargin: "50% 0px" });
  for (const place of document.querySelectorAll("[data-toy]")) near.observe(place);
})();
