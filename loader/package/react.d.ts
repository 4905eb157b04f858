import type * as React from "react";
import type { LatestNews as Element, LatestNewsAttributes, LatestNewsEventMap } from "./index.js";

type Camel<Name extends string> = Name extends `${infer First}-${infer Rest}`
  ? `${First}${Capitalize<Camel<Rest>>}`
  : Name;

type Attributes = { [Name in keyof LatestNewsAttributes as Camel<Name>]: LatestNewsAttributes[Name] };

type Handlers = {
  [Name in keyof LatestNewsEventMap as Name extends `latest-news-${infer End}` ? `on${Capitalize<End>}` : never]?:
    (event: LatestNewsEventMap[Name]) => void;
};

/** Attributes are written in camelCase. All other properties are passed to the element unchanged. */
export interface LatestNewsProps
  extends Attributes, Handlers, Omit<React.HTMLAttributes<Element>, keyof Attributes | keyof Handlers> {
  ref?: React.Ref<Element>;
}

/**
 * The element, with listeners that also work if a server has rendered it. The component defines the element
 * after hydration. Its children are the fallback.
 */
export declare function LatestNews(properties: LatestNewsProps): React.ReactElement;

type Listeners = { [Name in keyof LatestNewsEventMap as `on${Name}`]?: (event: LatestNewsEventMap[Name]) => void };

declare module "react" {
  namespace JSX {
    interface IntrinsicElements {
      /** React attaches these listeners only if it renders the element in the browser. */
      "latest-news": LatestNewsAttributes & Listeners & { class?: string }
        & Omit<React.DetailedHTMLProps<React.HTMLAttributes<Element>, Element>, keyof LatestNewsAttributes>;
    }
  }
}
