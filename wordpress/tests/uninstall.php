<?php
/**
 * Removes the plugin as the list of plugins does. Prints the options that are left.
 *
 * @package Latest_News
 */

// Never over the web, if somebody has copied the tests to a site.
if ( 'cli' !== PHP_SAPI ) {
	exit;
}
$_SERVER['HTTP_HOST'] = 'localhost';
require $argv[1] . '/wp-load.php';
require_once ABSPATH . 'wp-admin/includes/plugin.php';
require_once ABSPATH . 'wp-admin/includes/file.php';

$before = get_option( 'latest_news_script' );
deactivate_plugins( 'latest-news/latest-news.php' );
$error = delete_plugins( array( 'latest-news/latest-news.php' ) );
if ( true !== $error ) {
	fwrite( STDERR, is_wp_error( $error ) ? $error->get_error_message() : 'not removed' );
	exit( 1 );
}
wp_cache_flush();
global $wpdb;
$left = $wpdb->get_col( "SELECT option_name FROM $wpdb->options WHERE option_name LIKE '%latest_news%'" );
echo wp_json_encode( array( 'before' => $before, 'left' => $left ) );
