import type { JSX } from "solid-js";
import type { LatestNews, LatestNewsAttributes, LatestNewsEventMap } from "./index.js";

export * from "./index.js";

type Listeners = { [Name in keyof LatestNewsEventMap as `on:${Name}`]?: (event: LatestNewsEventMap[Name]) => void };

declare module "solid-js" {
  namespace JSX {
    interface IntrinsicElements {
      "latest-news": LatestNewsAttributes & Listeners
        & Omit<JSX.HTMLAttributes<LatestNews>, keyof LatestNewsAttributes>;
    }
  }
}
