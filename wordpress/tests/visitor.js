// Somebody who visits the site: a reader, or a person who has logged in with a form or writes through the REST API.

/** Requests the site's pages, as one person. */
export const visitor = (/** @type {string} */ site) => {
  let cookie = "";

  const get = async (/** @type {string} */ path) => {
    const answer = await fetch(new URL(path, site), { headers: { cookie } });
    return answer.text();
  };

  const post = (/** @type {string} */ path, /** @type {Record<string, string>} */ fields) =>
    fetch(new URL(path, site), {
      method: "POST",
      headers: { cookie },
      body: new URLSearchParams(fields),
      redirect: "manual",
    });

  return {
    get,

    async logIn(/** @type {string} */ name) {
      cookie = "wordpress_test_cookie=WP%20Cookie%20check";
      const answer = await post("/wp-login.php", { log: name, pwd: "password", testcookie: "1" });
      const set = answer.headers.getSetCookie().map((line) => line.split(";")[0]);
      if (!set.some((it) => it.startsWith("wordpress_logged_in"))) throw new Error(`${name} cannot log in`);
      cookie = set.join("; ");
    },

    /** Fills in the plugin's page of settings, and returns the page that follows. */
    async setScript(/** @type {string} */ address) {
      const page = "/wp-admin/options-general.php?page=latest-news";
      const form = await get(page);
      const nonce = /name="_wpnonce" value="(\w+)"/.exec(form)?.[1] ?? "";
      const fields = { option_page: "latest-news", action: "update", _wpnonce: nonce, _wp_http_referer: page };
      await post("/wp-admin/options.php", { ...fields, latest_news_script: address });
      return get(page + "&settings-updated=true");
    },
  };
};

/**
 * Writes through the REST API, as a person with the password of an application. What somebody without
 * `unfiltered_html` writes passes WordPress' filters.
 * @param {string} site
 * @param {string} password  with the person's name before it
 */
export const writer = (site, password) => async (
  /** @type {string} */ path,
  /** @type {Record<string, unknown>} */ facts,
) => {
  const answer = await fetch(`${site}/wp-json/wp/v2/${path}`, {
    method: "POST",
    headers: { authorization: `Basic ${btoa(password)}`, "content-type": "application/json" },
    body: JSON.stringify(facts),
  });
  const made = await answer.json();
  if (!answer.ok) throw new Error(`${path}: ${made.message}`);
  return made;
};
