// What a page requests, in bytes on the wire, headers included.

const KINDS = [
  [/javascript/, "script"],
  [/wasm/, "wasm"],
  [/css/, "style"],
  [/json/, "data"],
  [/html/, "page"],
  [/^image/, "pictures"],
];

export function traffic(tab) {
  const requests = new Map();
  let open = 0;
  let last = performance.now();
  const touch = () => (last = performance.now());
  const end = (requestId, bytes) => {
    const it = requests.get(requestId);
    if (!it || it.ended) return;
    Object.assign(it, { ended: true, bytes });
    open -= 1;
    touch();
  };
  tab.on("Network.requestWillBeSent", ({ requestId, request: { url } }) => {
    if (!url.startsWith("http") || requests.has(requestId)) return;
    requests.set(requestId, { url, bytes: 0 });
    open += 1;
    touch();
  });
  tab.on("Network.responseReceived", ({ requestId, response }) => {
    const it = requests.get(requestId);
    const [, kind = "other"] = KINDS.find(([type]) => type.test(response.mimeType)) ?? [];
    if (it) Object.assign(it, { kind, status: response.status, kept: response.fromDiskCache });
  });
  tab.on("Network.requestServedFromCache", ({ requestId }) => {
    const it = requests.get(requestId);
    if (it) it.kept = true;
  });
  tab.on("Network.loadingFinished", ({ requestId, encodedDataLength }) => {
    end(requestId, requests.get(requestId)?.kept ? 0 : encodedDataLength);
  });
  tab.on("Network.loadingFailed", ({ requestId }) => end(requestId, 0));

  return {
    /** For how many milliseconds there has been no traffic. */
    quiet: () => (open > 0 ? 0 : performance.now() - last),
    /** Path and bytes of everything except pictures. */
    files: () =>
      [...requests.values()]
        .filter(({ kind }) => kind !== "pictures")
        .map(({ url, bytes }) => ({ path: new URL(url).pathname, bytes })),
    /** The bytes of these kinds. */
    bytes: (...kinds) =>
      [...requests.values()].filter((it) => kinds.includes(it.kind)).reduce((sum, it) => sum + it.bytes, 0),
  };
}
