// Defines the element `latest-news`. On a server this does nothing.
import "./index.js";
