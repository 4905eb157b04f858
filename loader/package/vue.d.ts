import type { DefineComponent, HTMLAttributes, ReservedProps } from "vue";
import type { LatestNewsAttributes, LatestNewsEventMap } from "./index.js";

export * from "./index.js";

type Camel<Name extends string> = Name extends `${infer First}-${infer Rest}`
  ? `${First}${Capitalize<Camel<Rest>>}`
  : Name;

type Listeners = {
  [Name in keyof LatestNewsEventMap as `on${Capitalize<Name>}` | `on${Capitalize<Camel<Name>>}`]?:
    (event: LatestNewsEventMap[Name]) => void;
};

type Properties = LatestNewsAttributes & Listeners & Omit<HTMLAttributes, keyof LatestNewsAttributes>;

declare module "vue" {
  interface GlobalComponents {
    "latest-news": DefineComponent<Properties>;
  }
}

declare module "vue/jsx-runtime" {
  namespace JSX {
    interface IntrinsicElements {
      "latest-news": Properties & ReservedProps;
    }
  }
}
