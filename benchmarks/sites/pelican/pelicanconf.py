"""Pelican with the pages that the other sites have; settings not named here are as shipped."""

SITENAME = "身边的科学"
SITEURL = "https://kepu.example"
AUTHOR = SITENAME
TIMEZONE = "Asia/Shanghai"
DEFAULT_LANG = "zh-cn"
PATH = "content"
ARTICLE_PATHS = ["articles"]
OUTPUT_PATH = "output"
THEME = "theme"
THEME_STATIC_DIR = "assets"
PLUGIN_PATHS = ["."]
PLUGINS = ["neighbours"]

ARTICLE_URL = ARTICLE_SAVE_AS = "articles/{category}/{slug}.html"
CATEGORY_URL = CATEGORY_SAVE_AS = "articles/{slug}/index.html"
TAG_URL = TAG_SAVE_AS = "tags/{slug}.html"
DIRECT_TEMPLATES = ["index", "articles", "tags", "sitemap", "jsonfeed", "404"]
ARTICLES_SAVE_AS = "articles/index.html"
TAGS_SAVE_AS = "tags/index.html"
SITEMAP_SAVE_AS = "sitemap.xml"
JSONFEED_SAVE_AS = "feed.json"
AUTHOR_SAVE_AS = AUTHORS_SAVE_AS = CATEGORIES_SAVE_AS = ARCHIVES_SAVE_AS = ""

DEFAULT_PAGINATION = 20
PAGINATED_TEMPLATES = {"articles": 20, "tag": 20, "category": 20}

FEED_DOMAIN = SITEURL
FEED_ALL_ATOM = "feed.xml"
FEED_MAX_ITEMS = 30
CATEGORY_FEED_ATOM = TRANSLATION_FEED_ATOM = AUTHOR_FEED_ATOM = AUTHOR_FEED_RSS = None
