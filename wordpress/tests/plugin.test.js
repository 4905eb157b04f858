// The plugin in a real WordPress. `cargo xtask test wordpress` runs this where Debian's packages are installed.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { after, before, test } from "node:test";

import { startSite } from "./site.js";
import { visitor, writer } from "./visitor.js";

const SCRIPT = "https://news.example/embed/latest-news.js";

/** @type {Awaited<ReturnType<typeof startSite>>} */
let site;
/** @type {ReturnType<typeof visitor>} */
let reader, editor;
/** @type {ReturnType<typeof writer>} */
let write, writeAsGuest;

before(async () => {
  site = await startSite();
  reader = visitor(site.address);
  editor = visitor(site.address);
  write = writer(site.address, site.made.passwords.editor);
  writeAsGuest = writer(site.address, site.made.passwords.guest);
  await editor.logIn("editor");
  await editor.setScript(SCRIPT);
});

after(() => site?.close());

const ENTITIES = { amp: "&", lt: "<", gt: ">", quot: '"', "#039": "'", "#038": "&" };
const decoded = (/** @type {string} */ text) =>
  text.replace(/&(amp|lt|gt|quot|#039|#038);/g, (_, name) => ENTITIES[/** @type {keyof ENTITIES} */ (name)]);

/** The elements of a page: their attributes, and what is inside. */
const elements = (/** @type {string} */ page) =>
  Array.from(page.matchAll(/<latest-news\b([^>]*)>(.*?)<\/latest-news>/gs), ([, attributes, fallback]) => {
    // An attribute that ends early leaves something that is none.
    assert.match(attributes, /^(?: [a-z-]+="[^"<>]*")*$/);
    const pairs = Array.from(attributes.matchAll(/ ([a-z-]+)="([^"]*)"/g), ([, name, value]) => [name, decoded(value)]);
    return { attributes: Object.fromEntries(pairs), fallback };
  });

const scripts = (/** @type {string} */ page) =>
  Array.from(page.matchAll(/<script[^>]*\ssrc=['"]https:\/\/news\.example[^>]*>/g), ([tag]) => tag);

/** A block, written as the editor writes it. */
const block = (/** @type {Record<string, unknown>} */ attributes) => {
  const json = JSON.stringify(attributes).replace(/\\"|--|[<>&]/g, (found) =>
    Array.from(found.replace("\\", ""), (letter) => "\\u00" + letter.charCodeAt(0).toString(16)).join(""),
  );
  return `<!-- wp:latest-news/latest-news ${json} /-->`;
};

const shortcode = (/** @type {string} */ text) => `<!-- wp:shortcode -->\n${text}\n<!-- /wp:shortcode -->`;

/** A published page, as a visitor gets it. */
const published = async (/** @type {string} */ content, who = reader) => {
  const { link } = await write("pages", { title: "Page", status: "publish", content });
  return who.get(link);
};

test("without a script, those who write get a hint, and readers nothing", async () => {
  await editor.setScript("");
  const content = block({ layout: "list" }) + shortcode("[latest-news]");
  const page = await published(content);
  assert.doesNotMatch(page, /latest-news/);
  const same = await published(content, editor);
  assert.equal(same.match(/class="latest-news-notice"/g)?.length, 2);
  assert.match(same, /options-general\.php\?page=latest-news/);

  const guest = visitor(site.address);
  await guest.logIn("guest");
  const seen = await published(content, guest);
  assert.match(seen, /ask an administrator/);
  assert.doesNotMatch(seen, /options-general\.php\?page=latest-news/);
  await editor.setScript(SCRIPT);
});

test("the setting accepts the script or its folder, and nothing else", async () => {
  const field = async (/** @type {string} */ typed) => {
    const page = await editor.setScript(typed);
    return [/name="latest_news_script" value="([^"]*)"/.exec(page)?.[1], page.includes("It was not changed")];
  };
  assert.deepEqual(await field("https://news.example/embed/"), [SCRIPT, false]);
  assert.deepEqual(await field(" https://other.example/latest-news.js "), ["https://other.example/latest-news.js", false]);
  for (const wrong of [
    "javascript:alert(1)//latest-news.js",
    "data:text/javascript,latest-news.js",
    "https://news.example/embed/other.js",
    "https://news.example/x?/latest-news.js",
    "https://somebody@news.example/latest-news.js",
    "/latest-news.js",
    '"><script>alert(1)</script>',
  ]) {
    assert.deepEqual(await field(wrong), ["https://other.example/latest-news.js", true], wrong);
  }
  assert.deepEqual(await field(""), ["", false]);
  assert.deepEqual(await field(SCRIPT), [SCRIPT, false]);
});

test("a block shows this site's articles by itself", async () => {
  const page = await published(block({}));
  const [{ attributes, fallback }] = elements(page);
  assert.deepEqual(Object.keys(attributes), ["feed", "style"]);
  assert.equal(fallback, `<a href="${site.address}/articles/">Latest news from Harbour &amp; Hill</a>`);
  assert.deepEqual(scripts(page).length, 1);
  const articles = await (await fetch(attributes.feed)).json();
  assert.equal(articles.length, 12);
  assert.equal(articles[0].link, `${site.address}/2026/article-1/`);
  assert.ok(articles[0]._embedded["wp:featuredmedia"][0].source_url);
  // Every answer would carry the articles' comments, too.
  assert.ok(articles.every(({ _embedded }) => !_embedded.replies));
  assert.equal(articles[0].content, undefined);
});

test("the own feed has as many articles as are shown, with any kind of link", async () => {
  const [few] = elements(await published(shortcode('[latest-news limit="3"]')));
  assert.equal((await (await fetch(few.attributes.feed)).json()).length, 3);
  // As a site without pretty links has it.
  const plain = few.attributes.feed.replace("/wp-json/wp/v2/posts?", "/?rest_route=/wp/v2/posts&");
  assert.equal((await (await fetch(plain)).json()).length, 3);
});

test("block and shortcode have every attribute of the interface, and no other", async () => {
  const list = await readFile(new URL("../includes/attributes.php", import.meta.url), "utf8");
  const names = Array.from(list.matchAll(/^\t\t'([a-z-]+)' => array\($/gm), ([, name]) => name);
  assert.ok(names.length > 40, String(names.length));
  const values = Object.fromEntries(names.map((name) => [name, `of ${name}`]));
  values.feed = "https://feed.example/a.json https://feed.example/b.json?x=1&y=2";
  values.more = "https://feed.example/";
  values.edition = "politics";
  const others = { onclick: "alert(1)", style: "color:red", id: "x", class: "y", slot: "z" };
  const words = Object.entries({ ...values, ...others }).map(([name, value]) => `${name}="${value}"`);
  const page = await published(block({ ...values, ...others }) + shortcode(`[latest-news ${words.join(" ")}]`));
  const found = elements(page);
  assert.equal(found.length, 2);
  // A feed counts more than an edition.
  const { edition, ...expected } = values;
  for (const { attributes } of found) {
    assert.deepEqual(attributes, { ...expected, style: "display:block;min-height:min(576px,388px + 40vw)" });
  }
  assert.match(found[0].fallback, /^<a href="https:\/\/feed\.example\/">of heading<\/a>$/);
});

test("values that mean something when they are empty stay, others go", async () => {
  const page = await published(
    block({ heading: "", limit: "", autoplay: "" }) + shortcode('[latest-news autoplay heading="" layout=ticker limit=""]'),
  );
  const [first, second] = elements(page).map(({ attributes: { feed, ...others } }) => others);
  assert.deepEqual(first, { heading: "", autoplay: "", style: "display:block;min-height:min(576px,388px + 40vw)" });
  assert.deepEqual(second, { heading: "", layout: "ticker", autoplay: "", style: "display:block;min-height:56px" });
});

test("however many elements, each script is there once, async, without a version", async () => {
  const page = await published(
    [block({}), block({ layout: "grid" }), shortcode("[latest-news]"), block({ edition: "politics" }),
      shortcode('[latest-news edition="politics" limit="3"]')].join(""),
  );
  assert.equal(elements(page).length, 5);
  const tags = scripts(page);
  assert.deepEqual(tags.map((tag) => /src=['"]([^'"]+)/.exec(tag)?.[1]), [SCRIPT, "https://news.example/embed/politics.js"]);
  for (const tag of tags) assert.match(tag, /\sasync[\s=>]/);
  assert.equal(scripts(await published("No element.")).length, 0);
});

test("an edition has its own script, and a name that is none is told to those who write", async () => {
  const page = await published(block({ edition: "politics", heading: "Politics" }));
  const [{ attributes, fallback }] = elements(page);
  assert.deepEqual(attributes, { edition: "politics", heading: "Politics", style: "display:block;min-height:min(576px,388px + 40vw)" });
  assert.equal(fallback, '<a href="https://news.example/">Politics</a>');
  for (const name of ["../evil", "//evil.example/x", "a.b", "Politics", "latest-news", 'a"onload="x', "a%2fb", "a\\nb"]) {
    const content = block({ edition: name });
    const seen = await published(content);
    assert.equal(elements(seen).length + scripts(seen).length, 0, name);
    assert.match(await published(content, editor), /is no name of an edition/);
  }
});

test("what a contributor writes stays text", async () => {
  const hostile = [
    `"><script>alert(1)</script>`,
    `' onmouseover='alert(1)`,
    `" autofocus onfocus="alert(1)`,
    `</latest-news><img src=x onerror=alert(1)>`,
    `&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;`,
    `\u0000<svg/onload=alert(1)>`,
    `javascript:alert(1)`,
    `{{constructor.constructor('alert(1)')()}} ]]> <!-- -->`,
  ];
  const all = (/** @type {string} */ value) =>
    ({ feed: value, more: value, heading: value, lang: value, layout: value, "label-next": value });
  const blocks = hostile.map((value) => block(all(value)));
  // As nobody's editor writes it. WordPress may take such a block apart.
  const raw = hostile.map((value) => `<!-- wp:latest-news/latest-news ${JSON.stringify(all(value))} /-->`);
  const codes = hostile.map((value) => {
    const safe = value.replaceAll('"', "&quot;").replaceAll("[", "(").replaceAll("]", ")");
    return shortcode(`[latest-news feed="${safe}" more="${safe}" heading="${safe}" layout='${value.replaceAll("'", "")}']`);
  });
  for (const content of [...blocks, ...codes, ...raw]) {
    const { id } = await writeAsGuest("posts", { title: "By a guest", content });
    const { link } = await write(`posts/${id}`, { status: "publish" });
    for (const who of [reader, editor]) {
      const page = await who.get(link);
      const found = elements(page);
      assert.ok(found.length === 1 || raw.includes(content), content);
      for (const { attributes, fallback } of found) {
        for (const address of [...attributes.feed.split(" "), attributes.more ?? ""]) {
          assert.match(address, /^(https?:\/\/.*|\/.*|)$/);
        }
        assert.match(fallback, /^<a href="(https?:\/)?\/[^"<>]*">[^<>]*<\/a>$/);
      }
      assert.doesNotMatch(page, /<script>alert|<img src=x|<svg\/onload|\son\w+=["']?alert/i);
    }
    await write(`posts/${id}`, { status: "draft" });
  }
});

test("addresses that are no web addresses are left out", async () => {
  const feed = "javascript:alert(1) https://feed.example/a.json data:text/plain,x file:///etc/passwd /feed.json";
  const [{ attributes }] = elements(await published(block({ feed, more: "javascript:alert(1)" })));
  assert.equal(attributes.feed, "https://feed.example/a.json /feed.json");
  assert.equal(attributes.more, undefined);
});

test("a feed of this site has the link alone", async () => {
  const article = { title: "With a widget", status: "publish", content: block({}) + shortcode("[latest-news]") };
  const { id } = await write("posts", article);
  const feed = await reader.get("/?feed=rss2");
  await write(`posts/${id}`, { status: "draft" });
  assert.match(feed, /With a widget/);
  assert.equal(feed.match(/<p><a href="[^"]*\/articles\/">Latest news from/g)?.length, 2);
  assert.doesNotMatch(feed, /<latest-news/);
});

test("the address of a frame becomes the frame, and others do not", async () => {
  const embed = (/** @type {string} */ url) =>
    `<!-- wp:embed {"url":"${url}"} --><figure class="wp-block-embed"><div class="wp-block-embed__wrapper">\n${url}\n</div></figure><!-- /wp:embed -->`;
  const page = await published(embed("https://news.example/embed/city-politics/frame.html"));
  const frame = /<iframe [^>]*data-secret="(\w+)" src="https:\/\/news\.example\/embed\/city-politics\/frame\.html#\?secret=(\w+)" title="Latest news: city politics"/;
  const [, secret, same] = frame.exec(page) ?? [];
  assert.ok(secret && secret === same);
  // It gives the frame the height of its content.
  assert.match(page, /wp-includes\/js\/wp-embed/);
  for (const other of [
    "https://news.example/embed/frame.html",
    "https://news.example/other/politics/frame.html",
    "https://news.example.evil.example/embed/politics/frame.html",
    "https://news.example/embed/a/../politics/frame.html",
    "https://news.example/embed/politics/frame.html?x",
  ]) {
    assert.doesNotMatch(await published(embed(other)), /<iframe[^>]*frame\.html/, other);
  }
});

test("the editor knows the attributes and their words", async () => {
  const page = await editor.get("/wp-admin/post-new.php?post_type=page");
  const facts = JSON.parse(/window\.latestNewsBlock = (\{.*\});/.exec(page)?.[1] ?? "null");
  assert.equal(facts.isSet, true);
  assert.deepEqual(facts.attributes.loop.choices, { rewind: "To the first", off: "Nothing" });
  assert.match(page, /latest-news\/editor\.js/);
});

test("removed, the plugin leaves nothing, and WordPress has had no complaint", async () => {
  const ours = /plugins\/latest-news|<code>latest-news/;
  const complaints = (await site.complaints()).split("\n").filter((line) => ours.test(line));
  assert.deepEqual(complaints, []);
  assert.deepEqual(await site.php("uninstall.php"), { before: SCRIPT, left: [] });
});
