// One page of the browser, with the protocol's session for it.

/** A reader's browser: its own cache and cookies. */
export async function reader(chromium) {
  const { browserContextId } = await chromium.send("Target.createBrowserContext");
  return {
    chromium,
    browserContextId,
    close: () => chromium.send("Target.disposeBrowserContext", { browserContextId }),
  };
}

export const WINDOW = { width: 1040, height: 900 };

export async function open({ chromium, browserContextId }) {
  const { targetId } = await chromium.send("Target.createTarget", { url: "about:blank", browserContextId, newWindow: true, ...WINDOW });
  const { sessionId } = await chromium.send("Target.attachToTarget", { targetId, flatten: true });
  const send = (method, params) => chromium.send(method, params, sessionId);
  const faults = [];

  const on = (wanted, listener) =>
    chromium.on(({ method, params, sessionId: from }) => {
      if (from === sessionId && method === wanted) listener(params);
    });
  on("Runtime.exceptionThrown", ({ exceptionDetails: it }) => faults.push(it.exception?.description ?? it.text));
  on("Log.entryAdded", ({ entry }) => entry.level === "error" && faults.push(`${entry.text} ${entry.url ?? ""}`));
  on("Runtime.consoleAPICalled", ({ type, args }) => {
    if (type === "error" || type === "warning") faults.push(args.map((it) => it.value ?? it.description).join(" "));
  });

  /** The value of an expression, or of the promise that it makes. */
  const evaluate = async (expression) => {
    const { result, exceptionDetails } = await send("Runtime.evaluate", {
      expression,
      awaitPromise: true,
      returnByValue: true,
    });
    if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
    return result.value;
  };

  for (const domain of ["Page", "Runtime", "Log", "Network"]) await send(`${domain}.enable`);
  // Time on the page's thread: other programs of the machine do not count.
  await send("Performance.enable", { timeDomain: "threadTicks" });
  // Like a window in front, and of the same size everywhere.
  await send("Emulation.setDeviceMetricsOverride", { ...WINDOW, deviceScaleFactor: 1, mobile: false });
  await send("Emulation.setFocusEmulationEnabled", { enabled: true });

  return {
    send,
    on,
    evaluate,
    faults,
    close: () => chromium.send("Target.closeTarget", { targetId }),
  };
}

export async function metrics(tab) {
  const { metrics } = await tab.send("Performance.getMetrics");
  return Object.fromEntries(metrics.map(({ name, value }) => [name, value]));
}

/** Twice, because what the first collection finalises is freed by the second. */
export async function collectGarbage(tab) {
  for (let round = 0; round < 2; round += 1) {
    await tab.send("HeapProfiler.collectGarbage");
    await tab.evaluate("new Promise((resolve) => setTimeout(resolve))");
  }
}

/** Bytes of all WebAssembly memories that the page still reaches. */
export async function wasmMemory(tab) {
  const { result: prototype } = await tab.send("Runtime.evaluate", { expression: "WebAssembly.Memory.prototype" });
  const { objects } = await tab.send("Runtime.queryObjects", { prototypeObjectId: prototype.objectId });
  const { result } = await tab.send("Runtime.callFunctionOn", {
    objectId: objects.objectId,
    functionDeclaration: "function () { return this.reduce((sum, memory) => sum + memory.buffer.byteLength, 0); }",
    returnByValue: true,
  });
  await tab.send("Runtime.releaseObject", { objectId: objects.objectId });
  await tab.send("Runtime.releaseObject", { objectId: prototype.objectId });
  return result.value;
}
