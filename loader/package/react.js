// The element as a component for React. React 19 attaches no listener to a custom element that a server has
// rendered, so the component attaches them itself. It repeats the events from before hydration.

import { createElement, useCallback, useEffect, useRef } from "react";
import { LatestNews as Element, define } from "./index.js";

const camelCase = (name) => name.replace(/-./g, (letters) => letters[1].toUpperCase());

// The build of the package defines the events' names.
const NAMES = EVENTS;
const ATTRIBUTES = new Map(Element.observedAttributes.map((name) => [camelCase(name), name]));
const HANDLERS = new Map(NAMES.map((name) => [camelCase(name.replace("latest-news", "on")), name]));

/** The last event of each kind, by element, for elements whose component does not listen yet. */
const early = new WeakMap();
const listening = new WeakSet();

if (globalThis.document) {
  for (const name of NAMES) {
    document.addEventListener(name, (event) => {
      const [element] = event.composedPath();
      if (listening.has(element)) return;
      if (!early.has(element)) early.set(element, new Map());
      early.get(element).set(name, event);
    }, true);
  }
}

/** The attributes of the element, by name and as texts, so that a server writes the same. */
const attributesOf = (properties) => {
  const attributes = {};
  for (const [key, value] of Object.entries(properties)) {
    if (HANDLERS.has(key)) continue;
    const name = ATTRIBUTES.get(key);
    if (name) {
      if (value != null && value !== false) attributes[name] = value === true ? "" : `${value}`;
    } else {
      attributes[key === "className" ? "class" : key] = value;
    }
  }
  return attributes;
};

export function LatestNews({ children, ref, ...properties }) {
  const own = useRef(null);
  const current = useRef(properties);
  useEffect(() => {
    current.current = properties;
    // React writes a property that is gone as "undefined", because `lang` is the browser's own.
    if (properties.lang == null) own.current.removeAttribute("lang");
  });
  useEffect(() => {
    const element = own.current;
    const tell = (event) => {
      for (const [key, name] of HANDLERS) if (name === event.type) current.current[key]?.(event);
    };
    for (const name of NAMES) element.addEventListener(name, tell);
    listening.add(element);
    early.get(element)?.forEach(tell);
    early.delete(element);
    // Not earlier: React expects the element as the server wrote it.
    define();
    return () => {
      listening.delete(element);
      for (const name of NAMES) element.removeEventListener(name, tell);
    };
  }, []);
  const attach = useCallback((element) => {
    own.current = element;
    if (typeof ref === "function") return ref(element);
    if (ref) ref.current = element;
  }, [ref]);
  // If the element is already defined, it has set its `data-state`.
  return createElement(
    "latest-news",
    { ...attributesOf(properties), ref: attach, suppressHydrationWarning: true },
    children,
  );
}
