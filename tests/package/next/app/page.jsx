import { News } from "./news.jsx";

export default function Page() {
  return <News />;
}
