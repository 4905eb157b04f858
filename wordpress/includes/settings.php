<?php
/**
 * The one setting, on a page of its own: where the script is.
 *
 * @package Latest_News
 */

defined( 'ABSPATH' ) || exit;

/** The page's name in the menu's addresses. */
const LATEST_NEWS_PAGE = 'latest-news';

/**
 * The address of the page.
 *
 * @return string
 */
function latest_news_page() {
	return admin_url( 'options-general.php?page=' . LATEST_NEWS_PAGE );
}

/**
 * Who may choose the script: it runs on pages, so in a network of sites, where a site's administrators may not write
 * scripts, only those of the network.
 *
 * @return string
 */
function latest_news_capability() {
	return is_multisite() ? 'manage_network_options' : 'manage_options';
}

/**
 * Registers the setting and its field.
 */
function latest_news_register_setting() {
	register_setting(
		LATEST_NEWS_PAGE,
		LATEST_NEWS_OPTION,
		array(
			'type'              => 'string',
			'sanitize_callback' => 'latest_news_accept_script',
			'default'           => '',
		)
	);
	add_settings_section( 'script', '', '__return_empty_string', LATEST_NEWS_PAGE );
	add_settings_field(
		LATEST_NEWS_OPTION,
		__( 'Address of the script', 'latest-news' ),
		'latest_news_print_field',
		LATEST_NEWS_PAGE,
		'script',
		array( 'label_for' => LATEST_NEWS_OPTION )
	);
}

/**
 * Accepts an address, or keeps the present one and says why.
 *
 * @param mixed $typed What somebody typed.
 * @return string
 */
function latest_news_accept_script( $typed ) {
	$typed = is_string( $typed ) ? trim( $typed ) : '';
	$clean = latest_news_clean_script( $typed );
	if ( '' === $typed || '' !== $clean ) {
		return $clean;
	}
	$message = __( 'The address must begin with https:// or http:// and end with latest-news.js. It was not changed.', 'latest-news' );
	add_settings_error( LATEST_NEWS_OPTION, 'address', $message );
	return latest_news_script();
}

/**
 * Adds the page to the menu of settings.
 */
function latest_news_add_page() {
	$title = __( 'Latest News', 'latest-news' );
	add_options_page( $title, $title, latest_news_capability(), LATEST_NEWS_PAGE, 'latest_news_print_page' );
}

/**
 * Prints the page.
 */
function latest_news_print_page() {
	if ( ! current_user_can( latest_news_capability() ) ) {
		return;
	}
	echo '<div class="wrap"><h1>' . esc_html( get_admin_page_title() ) . '</h1><form action="options.php" method="post">';
	settings_fields( LATEST_NEWS_PAGE );
	do_settings_sections( LATEST_NEWS_PAGE );
	submit_button();
	echo '</form></div>';
}

/**
 * Prints the field.
 */
function latest_news_print_field() {
	printf(
		'<input type="url" class="large-text code" id="%1$s" name="%1$s" value="%2$s" placeholder="https://news.example/embed/latest-news.js" aria-describedby="latest-news-hint">',
		esc_attr( LATEST_NEWS_OPTION ),
		esc_attr( latest_news_script() )
	);
	printf(
		'<p class="description" id="latest-news-hint">%s</p>',
		esc_html__( 'The publisher tells you this address. The script runs on your pages, so use only one from somebody you trust. Editions are looked for in the same folder.', 'latest-news' )
	);
}

/**
 * Adds a link to the page to the list of plugins.
 *
 * @param array $links The links of this plugin.
 * @return array
 */
function latest_news_action_links( $links ) {
	$link = sprintf( '<a href="%s">%s</a>', esc_url( latest_news_page() ), esc_html__( 'Settings', 'latest-news' ) );
	return array_merge( array( 'settings' => $link ), $links );
}
