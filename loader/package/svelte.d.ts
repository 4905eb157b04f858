import type { HTMLAttributes } from "svelte/elements";
import type { LatestNews, LatestNewsAttributes, LatestNewsEventMap } from "./index.js";

export * from "./index.js";

type Listeners = { [Name in keyof LatestNewsEventMap as `on${Name}`]?: (event: LatestNewsEventMap[Name]) => void };

declare module "svelte/elements" {
  export interface SvelteHTMLElements {
    "latest-news": LatestNewsAttributes & Listeners
      & Omit<HTMLAttributes<LatestNews>, keyof LatestNewsAttributes>;
  }
}
