<?php
/**
 * Plugin Name:       Latest News
 * Description:       A block and a shortcode that show a publisher's newest articles: this site's, or those of any feed or edition.
 * Version:           0.1.0
 * Requires at least: 6.1
 * Requires PHP:      7.4
 * License:           MIT OR Apache-2.0
 * Text Domain:       latest-news
 * Domain Path:       /languages
 *
 * This file only connects the others with WordPress. Nothing here fetches anything: readers' browsers do.
 *
 * @package Latest_News
 */

defined( 'ABSPATH' ) || exit;

require_once __DIR__ . '/includes/attributes.php';
require_once __DIR__ . '/includes/address.php';
require_once __DIR__ . '/includes/scripts.php';
require_once __DIR__ . '/includes/element.php';
require_once __DIR__ . '/includes/block.php';
require_once __DIR__ . '/includes/frame.php';
require_once __DIR__ . '/includes/settings.php';

add_action( 'init', 'latest_news_load_translations', 1 );
add_action( 'init', 'latest_news_register_block' );
add_action( 'init', 'latest_news_register_frame' );
add_shortcode( 'latest-news', 'latest_news_shortcode' );
add_filter( 'script_loader_tag', 'latest_news_async', 10, 2 );
add_action( 'admin_init', 'latest_news_register_setting' );
add_action( 'admin_menu', 'latest_news_add_page' );
add_filter( 'option_page_capability_' . LATEST_NEWS_PAGE, 'latest_news_capability' );
add_filter( 'plugin_action_links_' . plugin_basename( __FILE__ ), 'latest_news_action_links' );

/**
 * Loads the translations of this plugin, from its folder `languages` or from the site's.
 */
function latest_news_load_translations() {
	load_plugin_textdomain( 'latest-news', false, dirname( plugin_basename( __FILE__ ) ) . '/languages' );
}
