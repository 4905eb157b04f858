<?php
/**
 * Removes the plugin's only trace, its option, from every site of the installation.
 *
 * @package Latest_News
 */

defined( 'WP_UNINSTALL_PLUGIN' ) || exit;

if ( is_multisite() ) {
	$latest_news_sites = get_sites(
		array(
			'fields' => 'ids',
			'number' => 0,
		)
	);
	foreach ( $latest_news_sites as $latest_news_site ) {
		delete_blog_option( $latest_news_site, 'latest_news_script' );
	}
} else {
	delete_option( 'latest_news_script' );
}
