#include "../shop/item.hpp"                        // => imports shop/item.hpp
#include <algorithm>                               // => imports algorithm
#include <iostream>                                // => imports iostream
#include <map>                                     // => imports map

namespace s = shop;                                // => imports shop
using namespace std;                               // => imports std
using shop::Food;                                  // => imports shop.Food

extern "C" int c_function(int);

struct Config {                                    // => defines struct Config
    std::map<std::string, shop::Tool> tools;       // => defines field Config.tools; type_of shop.Tool, std.map, std.string from Config.tools
    std::shared_ptr<shop::Item> item;              // => defines field Config.item; type_of shop.Item, std.shared_ptr from Config.item
    std::function<void(int)> callback;             // => defines field Config.callback; type_of std.function from Config.callback
    bool operator()(int value) const { return value > 0; } // => defines method Config.operator()
};

template <typename Visit>
void each(shop::Items& items, Visit visit)         // => defines function each; type_of shop.Items
{
    for (auto& one : items) visit(*one);           // => calls main.<lambda2> (inferred)
}

static int twice(int value) { return value + value; } // => defines function app/main.cpp.twice

int main(int argc, char** argv)                    // => defines function main
{
    Food food(3);                                  // => instantiates shop.Food; type_of shop.Food
    Food second{"bread"}, *third = new Food("x", 2); // => instantiates shop.Food; type_of shop.Food
    s::Tool tool;                                  // => calls shop.Tool.Tool; instantiates shop.Tool; type_of shop.Tool
    food.price();                                  // => calls shop.Food.price
    second.tag();                                  // => calls shop.Item.tag
    third->price();                                // => calls shop.Food.price
    tool.part().fix();                             // => calls shop.Tool.Part.fix, shop.Tool.part
    shop::Item* made = s::Item::make(1);           // => calls shop.Item.make; type_of shop.Item
    made->price();                                 // => calls shop.Food.price (inferred); calls shop.Item.price
    auto owned = std::make_unique<shop::Tool>();   // => calls std.make_unique
    owned->accept(visitor());                      // => calls shop.Tool.accept (inferred); unresolved calls visitor
    shop::Items items;                             // => instantiates std.vector; type_of shop.Items
    items.push_back(std::make_unique<Food>(1));    // => calls std.make_unique, std.vector.push_back
    items.back()->price();                         // => calls shop.Item.price (inferred); calls std.vector.back
    items[0]->price();                             // => calls shop.Item.price (inferred)
    s::total(items);                               // => calls shop.total
    s::total(1, 2);                                // => calls shop.total
    shop::total(1.0, 2.0);                         // => calls shop.total
    shop::Box<Food> box(food);                     // => calls shop.Box.Box; instantiates shop.Box; type_of shop.Box, shop.Food
    box.get().price();                             // => calls shop.Box.get, shop.Food.price
    box->price();                                  // => calls shop.Food.price (inferred)
    box.copy().get().tag();                        // => calls shop.Box.copy, shop.Box.get, shop.Item.tag
    auto print = [&food](int times) { food.price(); return twice(times); }; // => defines function main.<lambda1>; calls app/main.cpp.twice, shop.Food.price; references main.<lambda1> from main
    print(2);                                      // => calls main.<lambda1> (inferred)
    each(items, [](shop::Item& item) { item.price(); }); // => defines function main.<lambda2>; calls each from main; calls shop.Item.price; references main.<lambda2> from main; type_of shop.Item
    Config config;                                 // => instantiates Config; type_of Config
    config.tools["a"].part();                      // => calls shop.Tool.part
    for (auto& [name, one] : config.tools) one.part(); // => calls shop.Tool.part (inferred)
    config.item->price();                          // => calls shop.Item.price (inferred)
    config(1);                                     // => calls Config.operator()
    if (auto* cast = dynamic_cast<shop::Tool*>(made)) cast->part(); // => calls shop.Tool.part (inferred)
    static_cast<shop::Tool*>(made)->part();        // => calls shop.Tool.part
    std::sort(items.begin(), items.end());         // => calls std.sort, std.vector.begin, std.vector.end
    cout << twice(1) << endl;                      // => calls app/main.cpp.twice
    string text = "abc";                           // => type_of std.string
    text.size();                                   // => calls std.string.size
    shop::detail::log(text.c_str());               // => calls shop.detail.log, std.string.c_str
    c_function(1);                                 // => calls c_function
    shop::Kind kind = shop::Kind::Food;            // => type_of shop.Kind
    unknown::call(1);                              // => calls unknown.call
    ::twice(4);                                    // => calls app/main.cpp.twice
    try { throw std::runtime_error("x"); } catch (const std::exception& error) { error.what(); } // => calls std.exception.what; instantiates std.runtime_error; type_of std.exception
    delete third;
    return 0;
}
