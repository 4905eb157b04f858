import type { JSX } from "preact";
import type { LatestNewsAttributes, LatestNewsEventMap } from "./index.js";

export * from "./index.js";

type Listeners = { [Name in keyof LatestNewsEventMap as `on${Name}`]?: (event: LatestNewsEventMap[Name]) => void };

declare module "preact" {
  namespace JSX {
    interface IntrinsicElements {
      "latest-news": LatestNewsAttributes & Listeners
        & Omit<JSX.IntrinsicElements["section"], keyof LatestNewsAttributes>;
    }
  }
}
